package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SleekXMPP shows of its rosters is shown here too: {@code sleekxmpp-tests.tsv} says where. */
class SleekXmppTestsTest {

    static List<List<String>> rows() {
        return Tables.rows("sleekxmpp-tests.tsv");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isShownHere(List<String> row) throws ClassNotFoundException {
        assertThat(row).hasSize(4);
        for (String test : row.get(2).split(" ", -1)) {
            String[] parts = test.split("#", -1);
            Class<?> type = Class.forName(getClass().getPackageName() + "." + parts[0]);
            assertThat(Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()))
                    .as(test)
                    .contains(parts[1]);
        }
    }
}
