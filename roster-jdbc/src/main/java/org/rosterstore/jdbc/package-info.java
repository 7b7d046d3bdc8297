/** Stores over SQL databases; {@link org.rosterstore.jdbc.JdbcRosterStore}. */
package org.rosterstore.jdbc;
