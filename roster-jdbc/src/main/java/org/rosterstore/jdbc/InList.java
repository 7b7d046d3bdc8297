package org.rosterstore.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values for {@code IN (…)}, one or {@value #SIZE} at a time, so that there are two statements to prepare and not many. */
final class InList {

    private static final int SIZE = 100;
    private static final String MANY = "(" + "?, ".repeat(SIZE - 1) + "?)";

    /** Asks for some of the values. */
    interface Query<T> {
        void run(String in, List<T> values) throws SQLException;
    }

    private InList() {}

    /** Asks for all values, which are distinct; where there are fewer than parameters, the last is there several times. */
    static <T> void query(Collection<T> values, Query<T> query) throws SQLException {
        List<T> all = List.copyOf(values);
        if (all.size() == 1) {
            query.run("(?)", all);
            return;
        }
        for (int begin = 0; begin < all.size(); begin += SIZE) {
            List<T> some = new ArrayList<>(all.subList(begin, Math.min(all.size(), begin + SIZE)));
            while (some.size() < SIZE) {
                some.add(some.get(some.size() - 1));
            }
            query.run(MANY, some);
        }
    }
}
