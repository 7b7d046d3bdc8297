package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {

    private static final RosterItem ITEM = RosterItem.of(BareJid.of("juliet@example.com"));

    @Test
    void theirOrderIsKept() {
        assertThat(ITEM.withGroups("Zoo", "Ärzte", "aunts", "2").groups())
                .containsExactly("Zoo", "Ärzte", "aunts", "2");
    }

    @Test
    void theirOrderOutlivesAChangeOfAnotherPart() {
        assertThat(ITEM.withGroups("z", "y", "x").withName("J").withAsk(true).groups())
                .containsExactly("z", "y", "x");
    }

    @Test
    void aSetThatIsChangedLaterChangesNoItem() {
        Set<String> groups = new LinkedHashSet<>(List.of("Friends"));
        RosterItem item = ITEM.withGroups(groups);

        groups.add("Family");
        groups.remove("Friends");

        assertThat(item.groups()).containsExactly("Friends");
    }

    @Test
    void anArrayThatIsChangedLaterChangesNoItem() {
        String[] groups = {"Friends"};
        RosterItem item = ITEM.withGroups(groups);

        groups[0] = "Family";

        assertThat(item.groups()).containsExactly("Friends");
    }

    @Test
    void whatIsHandedOutRefusesChanges() {
        Set<String> groups = ITEM.withGroups("Friends", "Family").groups();
        Iterator<String> iterator = groups.iterator();
        iterator.next();

        assertThatThrownBy(() -> groups.add("Foes")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> groups.remove("Friends")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(groups::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> groups.removeIf(name -> true)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(groups).containsExactly("Friends", "Family");
    }

    @Test
    void anArrayTakenOutIsACopy() {
        Set<String> groups = ITEM.withGroups("Friends").groups();

        groups.toArray(new String[0])[0] = "Foes";

        assertThat(groups).containsExactly("Friends");
    }

    @Test
    void theyAreASetLikeAnyOther() {
        assertThat(ITEM.withGroups("A", "B").groups())
                .isEqualTo(Set.of("B", "A"))
                .hasSameHashCodeAs(Set.of("A", "B"));
        assertThat(Set.of("B", "A")).isEqualTo(ITEM.withGroups("A", "B").groups());
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ITEM.withGroups("A", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "::", "a,b", "\u00A0", "\uD83D\uDE00"})
    void aNameThatOnlyLooksEmptyOrOddIsOne(String name) {
        assertThat(ITEM.withGroups(name).groups()).containsExactly(name);
    }

    @Test
    void namesThatDifferInCaseAreTwo() {
        assertThat(ITEM.withGroups("friends", "Friends").groups()).containsExactly("friends", "Friends");
    }

    @Test
    void oneNamedTwiceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ITEM.withGroups("A", "B", "A"));
    }

    @Test
    void thereMayBeAThousandAndNoMore() {
        assertThat(ITEM.withGroups(Set.copyOf(groups(1_000))).groups()).hasSize(1_000);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> ITEM.withGroups(Set.copyOf(groups(1_001))));
    }

    private static Collection<String> groups(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.toList());
    }
}
