/** The {@code roster} command: one class a subcommand, and what they share to speak to people and to programs. */
package org.rosterstore.cli;
