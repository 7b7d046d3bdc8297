/** Rosters in SQL databases. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.jdbc {
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires com.fasterxml.jackson.core;
    requires com.zaxxer.hikari;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports org.rosterstore.jdbc;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.jdbc.SqliteRosterStoreProvider;
}
