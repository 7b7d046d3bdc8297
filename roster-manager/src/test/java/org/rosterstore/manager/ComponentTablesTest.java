package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of RFC 6121, A.2 and A.3, as a component plays them over a store. */
class ComponentTablesTest {

    private final TestComponent component = new TestComponent();

    @AfterEach
    void close() {
        component.close();
    }

    private static Stream<TableCell> cells() {
        return TableCell.all();
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Scenario("M1-M120")
    void everyCell(TableCell cell) {
        component.given(cell.before());

        if (cell.isSent()) {
            component.goes(cell.type());
        } else {
            component.comes(cell.type());
        }

        assertThat(component.state()).isEqualTo(cell.after());
        List<String> words = component.said().stream()
                .filter(word -> Presence.Type.ofWord(word)
                        .map(Presence.Type::isSubscription)
                        .orElse(false))
                .toList();
        Optional<String> sent =
                cell.isSent() && cell.isPassedOn() ? Optional.of(cell.type().word()) : Optional.empty();
        assertThat(words)
                .isEqualTo(Stream.concat(sent.stream(), cell.reply().map(Presence.Type::word).stream())
                        .toList());
        assertThat(component.extras()).isEmpty();
        assertThat(component.told(RosterEvent.SubscriptionChanged.class))
                .extracting(RosterEvent.SubscriptionChanged::old, RosterEvent.SubscriptionChanged::current)
                .isEqualTo(
                        cell.before() == cell.after()
                                ? List.of()
                                : List.of(org.assertj.core.api.Assertions.tuple(cell.before(), cell.after())));
        if (cell.before() == cell.after()) {
            assertThat(component.store.writes()).isZero();
        }
        boolean isPushed = (cell.isSent()
                        ? cell.before().sending(cell.type())
                        : cell.before().receiving(cell.type()))
                .isPushed();
        assertThat(component.told(RosterEvent.ItemChanged.class)).hasSize(isPushed ? 1 : 0);
        assertThat(component.owners()).contains(component.owner).doesNotContain(component.contact);
    }
}
