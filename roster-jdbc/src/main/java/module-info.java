/** Rosters in SQL databases. */
@org.jspecify.annotations.NullMarked
module org.rosterstore.jdbc {
    requires static org.checkerframework.checker.qual;
    requires static org.jspecify;
    requires transitive org.rosterstore;
    requires com.fasterxml.jackson.core;
    requires com.zaxxer.hikari;
    requires transitive java.sql;
    requires org.postgresql.jdbc;
    requires org.xerial.sqlitejdbc;

    exports org.rosterstore.jdbc;

    provides org.rosterstore.spi.RosterStoreProvider with
            org.rosterstore.jdbc.PostgresRosterStoreProvider,
            org.rosterstore.jdbc.SqliteRosterStoreProvider;
}
