/** Stores in Redis and Valkey. */
package org.rosterstore.redis;
