package org.rosterstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;

/** Primitives and abilities are handed on; what derives from them derives from the decorator's own. */
class ForwardingRosterStoreTest {

    private static final BareJid OWNER = BareJid.of("nurse@example.com");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");

    /** What each method of the inner store answers: objects that nobody else has. */
    private static final List<Object> ANSWERS = List.of(
            Roster.none(OWNER),
            new Committed(new Revision(7, 70)),
            new StoreDescription("inner", "1", "none", Freshness.CURRENT),
            Optional.of(proxy(History.class)),
            Optional.of(proxy(Feed.class)),
            Optional.of(proxy(Catalog.class)));

    private final List<String> calls = new ArrayList<>();
    private final RosterStore inner = (RosterStore) Proxy.newProxyInstance(
            RosterStore.class.getClassLoader(), new Class<?>[] {RosterStore.class}, (self, method, arguments) -> {
                calls.add(method.getName());
                return answer(method);
            });
    private final RosterStore store = new ForwardingRosterStore(inner);

    private static <T> T proxy(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new AssertionError("nobody asks it");
                }));
    }

    private static Object answer(Method method) {
        return switch (method.getName()) {
            case "load" -> ANSWERS.get(0);
            case "commit" -> ANSWERS.get(1);
            case "describe" -> ANSWERS.get(2);
            case "history" -> ANSWERS.get(3);
            case "feed" -> ANSWERS.get(4);
            case "catalog" -> ANSWERS.get(5);
            case "close" -> null;
            default -> throw new AssertionError("not a primitive: " + method);
        };
    }

    /** The abstract methods of the store, its abilities, and what it says of itself. */
    static Stream<Method> primitives() {
        return Arrays.stream(RosterStore.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers())
                        || method.getReturnType() == Optional.class
                        || method.getReturnType() == StoreDescription.class);
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void eachPrimitiveIsHandedOn(Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == BareJid.class
                        ? OWNER
                        : type == RosterEdit.class ? RosterEdit.nothing() : Condition.none())
                .toArray();

        Object answer = method.invoke(store, arguments);

        assertThat(calls).containsExactly(method.getName());
        assertThat(answer).isSameAs(answer(method));
    }

    @Test
    void nothingElseIsOverridden() {
        Set<String> primitives = Set.of("load", "commit", "close", "describe", "history", "feed", "catalog");

        assertThat(Arrays.stream(ForwardingRosterStore.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(primitives);
        assertThat(primitives().map(Method::getName)).containsExactlyInAnyOrderElementsOf(primitives);
    }

    @Test
    void theRestDerives() {
        store.find(OWNER, JULIET);
        store.revision(OWNER);
        store.loadAll(List.of(OWNER));
        assertThat(calls).containsOnly("load").hasSize(3);
        calls.clear();

        store.commit(OWNER, RosterEdit.nothing());
        store.erase(OWNER);
        assertThat(calls).containsOnly("commit").hasSize(2);
        calls.clear();

        store.update(OWNER, roster -> RosterEdit.ver("1"));
        assertThat(calls).containsExactly("load", "commit");
    }

    @Test
    void whatADecoratorDoesInLoadItDoesEverywhere() {
        Roster other = new Roster(OWNER, new Revision(9, 90), Optional.of("9"), Map.of(), List.of());
        RosterStore decorated = new ForwardingRosterStore(inner) {
            @Override
            public Roster load(BareJid owner) {
                return other;
            }
        };

        assertThat(decorated.revision(OWNER)).isEqualTo(other.revision());
        assertThat(decorated.find(OWNER, JULIET).changedIn()).isEqualTo(other.revision());
        assertThat(decorated.loadAll(List.of(OWNER))).containsEntry(OWNER, other);
        assertThat(calls).isEmpty();
    }

    @Test
    void anInnerStoreIsNeeded() {
        assertThatNullPointerException().isThrownBy(() -> new ForwardingRosterStore(null));
    }
}
