package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/**
 * The rosters of many owners whose authority the program is: the addresses of a component or gateway, or a bot. It keeps
 * them in any {@link RosterStore}, and several nodes may do so over one store. Safe for use by many threads.
 *
 * <p>The program passes on what it receives ({@link #receive}) and is given what to send ({@link StanzaSender}). Owners are
 * made by {@link #create}, never by what comes in, and items by what an owner, or its policy, decides. Each owner has one
 * thing done after the other, on the executor; owners do not wait for each other. Memory is taken for every owner that was
 * started or written to: an entry of a map, and the address, for each contact.
 *
 * <h2>Several nodes</h2>
 *
 * A stanza may come to any node, and a person may answer at any. No transition is lost or made twice. What is due to be
 * sent is marked in the store and may be sent twice after a crash, which the protocol allows. Listeners are told on the node
 * where something happened. What the owner's resources have said last is known on the node that said it; where the store
 * has a feed, whoever is let in by another node is told it too.
 *
 * <h2>What it does not do</h2>
 *
 * It has no timer: call {@link #tend} from time to time, every minute for example. It does not read or write XML
 * ({@link StanzaCodec} does), and does not answer presence of type {@code error}.
 */
public final class ComponentRosters implements AutoCloseable {

    /** Owners that are loaded at once when they are started. */
    private static final int PAGE = 100;

    private final ComponentSettings settings;
    private final Executor executor;
    private final Map<BareJid, OwnerRoster> owners = new ConcurrentHashMap<>();

    /** Where those are looked up who are not known to be managed; so many are, whoever sends to them. */
    private final SerialExecutor lobby;

    private final Consumer<RosterEvent> lobbyEvents;
    private final Gate unknown;
    private final Optional<Feed.Registration> feed;

    private ComponentRosters(ComponentSettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
        this.lobby = new SerialExecutor(executor);
        this.lobbyEvents = settings.events().queue();
        this.unknown = new Gate(settings.strangersPerMinute(), Duration.ofMinutes(1), settings.clock());
        this.feed = settings.store().feed().map(it -> it.subscribe(this::signalled));
    }

    /**
     * Begins to build one.
     *
     * @param store where the rosters are. Closing is left to who opened it.
     * @param sender the way out
     * @return a builder with the defaults that its methods tell
     */
    public static Builder builder(RosterStore store, StanzaSender sender) {
        return new Builder(store, sender);
    }

    /**
     * Manages an owner from now on, on all nodes: a new one, or one whose roster is in the store already. Nothing happens to
     * one that is managed.
     *
     * @param owner whose roster
     * @return the roster
     * @throws RosterStoreException if the store fails
     */
    public OwnerRoster create(BareJid owner) {
        if (!settings.store().find(owner, owner).extras().containsKey(Extra.MANAGED)) {
            settings.store().commit(owner, RosterEdit.extra(owner, Extra.MANAGED, ""));
        }
        OwnerRoster roster =
                find(owner).orElseThrow(() -> new IllegalStateException(owner + " was erased at the same time"));
        roster.refresh(); // it may have been erased and made again by another node
        return roster;
    }

    /**
     * The roster of an owner that is managed.
     *
     * @param owner whose roster
     * @return the roster, empty if {@link #create} was never called for it, by any node, or if it was erased
     * @throws RosterStoreException if the store fails
     */
    public Optional<OwnerRoster> find(BareJid owner) {
        OwnerRoster known = owners.get(owner);
        if (known != null) {
            return Optional.of(known);
        }
        OwnerImage image = new OwnerImage(settings.store().load(owner));
        return image.isManaged() ? Optional.of(enter(image)) : Optional.empty();
    }

    private OwnerRoster enter(OwnerImage image) {
        return owners.computeIfAbsent(image.self().jid(), it -> new OwnerRoster(image, settings, executor));
    }

    /**
     * Ends managing an owner, on all nodes, and erases its roster. Nobody is told; {@link OwnerRoster#remove} its contacts
     * before, if they are to be.
     *
     * @param owner whose roster
     * @throws RosterStoreException if the store fails
     */
    public void erase(BareJid owner) {
        settings.store().erase(owner);
        owners.remove(owner);
    }

    /**
     * Begins, or begins again after the stream was broken, for all owners that the store's catalog lists and that are
     * managed: announces them to those who see them, probes those whom they see, sends what was left unsent or unanswered,
     * and offers the waiting requests to policies and listeners.
     *
     * @throws RosterStoreException if the store fails; some owners may have been started, and starting again harms nobody
     * @throws UnsupportedOperationException if the store has no catalog
     */
    public void start() {
        start(settings.store()
                .catalog()
                .orElseThrow(() ->
                        new UnsupportedOperationException("the store cannot list its owners: name them, start(owners)"))
                .owners()
                .iterator());
    }

    /**
     * Begins, or begins again after the stream was broken, for some owners: those of them that are managed.
     *
     * @param some whose rosters
     * @throws RosterStoreException if the store fails; some owners may have been started, and starting again harms nobody
     */
    public void start(Collection<BareJid> some) {
        start(some.iterator());
    }

    private void start(Iterator<BareJid> some) {
        Prefetch<Map<BareJid, Roster>> next = loadPage(some);
        while (true) {
            Map<BareJid, Roster> rosters = next.get();
            if (rosters.isEmpty()) {
                return;
            }
            next = loadPage(some); // while these are started
            rosters.values().forEach(this::start);
        }
    }

    private Prefetch<Map<BareJid, Roster>> loadPage(Iterator<BareJid> some) {
        List<BareJid> page = new ArrayList<>(PAGE);
        while (page.size() < PAGE && some.hasNext()) {
            page.add(some.next());
        }
        return new Prefetch<>(() -> page.isEmpty() ? Map.of() : settings.store().loadAll(page), executor);
    }

    private void start(Roster roster) {
        OwnerImage image = new OwnerImage(roster);
        if (image.isManaged()) {
            enter(image).start(roster);
        }
    }

    /**
     * Takes in what has come. Returns at once; it is dealt with on the executor, for each owner in the order in which it
     * came. A failure there is told as {@link RosterEvent.Failed}. A presence to somebody who is not managed is not
     * answered, as RFC 6121, 8.5.1, has it for accounts that do not exist.
     *
     * @param stanza what has come. It counts if it is a presence with {@code from} and {@code to}; no other is looked at.
     */
    public void receive(Stanza stanza) {
        if (!(stanza instanceof Presence presence)
                || presence.from().isEmpty()
                || presence.to().isEmpty()) {
            return;
        }
        BareJid owner = presence.to().get().bare();
        OwnerRoster known = owners.get(owner);
        if (known != null) {
            known.receive(presence);
        } else if (presence.type().isSubscription() || presence.type() == Presence.Type.PROBE) {
            lobby.execute(() -> lookUp(owner, presence));
        }
    }

    private void lookUp(BareJid owner, Presence presence) {
        if (owners.containsKey(owner) || unknown.passes()) {
            try {
                find(owner).ifPresent(roster -> roster.receive(presence));
            } catch (RosterStoreException e) {
                BareJid contact = presence.from().orElseThrow().bare();
                lobbyEvents.accept(new RosterEvent.Failed(owner, contact, presence, e));
            }
        }
    }

    /**
     * Sends a presence of an owner: see {@link OwnerRoster#send}.
     *
     * @param presence what to say, with {@code from}
     * @throws IllegalArgumentException if it is from nobody, or from somebody who is not managed
     * @throws RosterStoreException if it is about a subscription and the store fails; nothing was sent
     */
    public void send(Presence presence) {
        BareJid owner = presence.from()
                .orElseThrow(() -> new IllegalArgumentException("a presence from nobody"))
                .bare();
        find(owner)
                .orElseThrow(() -> new IllegalArgumentException(owner + " is not managed"))
                .send(presence);
    }

    /**
     * Does what is due, for every owner that this node knows: sends what could not be sent, and asks again where a contact has
     * not answered.
     *
     * @throws RosterStoreException if the store fails; the rest is done the next time
     */
    public void tend() {
        owners.values().forEach(OwnerRoster::tend);
    }

    /** Tells all who were told that an owner is there that it is gone: before the program ends. */
    public void leave() {
        owners.values().forEach(OwnerRoster::leave);
    }

    /**
     * Notes that the stream has ended: nobody is known to be there any more, and listeners are told so. When there is a new
     * one, {@link #start} again.
     */
    public void disconnected() {
        owners.values().forEach(OwnerRoster::disconnected);
    }

    /**
     * Tells somebody what happens from now on.
     *
     * @param listener called on the executor, for one owner by one event at a time, in order
     */
    public void listen(Consumer<? super RosterEvent> listener) {
        settings.events().listen(listener);
    }

    private void forget(OwnerRoster erased) {
        owners.remove(erased.owner(), erased);
    }

    private void signalled(Feed.Signal signal) {
        if (signal instanceof Feed.Changed changed) {
            OwnerRoster known = owners.get(changed.owner());
            if (known != null) {
                known.changed(this::forget);
            }
        } else {
            owners.values().forEach(owner -> owner.changed(this::forget));
        }
    }

    /** Ends following what other nodes do. The store stays open, and nobody is told anything. */
    @Override
    public void close() {
        feed.ifPresent(Feed.Registration::close);
    }

    /** Builds {@link ComponentRosters}. Not safe for use by several threads. */
    public static final class Builder {

        private final RosterStore store;
        private final StanzaSender sender;
        private final Map<String, SubscriptionPolicy> policies = new LinkedHashMap<>();
        private SubscriptionPolicy policy = SubscriptionPolicy.ask();
        private SubscriptionPolicy trustedPolicy = SubscriptionPolicy.acceptAndReciprocate();
        private Function<BareJid, Optional<Presence>> presenceAtStart = owner -> Optional.of(Presence.available());
        private Executor executor = ForkJoinPool.commonPool();
        private InstantSource clock = InstantSource.system();
        private int strangersPerMinute = 60;
        private int answersPerMinute = 60;
        private int maxRequests = 1_000;
        private int maxStrangers = 1_000;
        private int maxResources = 100;
        private Duration resendAfter = Duration.ofDays(1);
        private int resends = 3;

        private Builder(RosterStore store, StanzaSender sender) {
            this.store = requireNonNull(store, "store");
            this.sender = requireNonNull(sender, "sender");
            policies.put("ask", SubscriptionPolicy.ask());
            policies.put("accept", SubscriptionPolicy.accept());
            policies.put("accept-and-reciprocate", SubscriptionPolicy.acceptAndReciprocate());
            policies.put("deny", SubscriptionPolicy.deny());
        }

        /**
         * The policy of owners that have none of their own; {@link SubscriptionPolicy#ask} by default.
         *
         * @param newPolicy the policy
         * @return this
         */
        public Builder policy(SubscriptionPolicy newPolicy) {
            policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * A policy that owners can be given by name ({@link OwnerRoster#usePolicy}): tell it to every node. There are
         * {@code ask}, {@code accept}, {@code accept-and-reciprocate} and {@code deny} already.
         *
         * @param name what it is called
         * @param named the policy
         * @return this
         */
        public Builder policy(String name, SubscriptionPolicy named) {
            policies.put(requireNonNull(name, "name"), requireNonNull(named, "named"));
            return this;
        }

        /**
         * What to do about contacts that an owner trusts; {@link SubscriptionPolicy#acceptAndReciprocate} by default.
         *
         * @param newPolicy the policy, which comes before all others
         * @return this
         */
        public Builder trustedPolicy(SubscriptionPolicy newPolicy) {
            trustedPolicy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * What an owner says when it is started and has said nothing yet; by default that it is there.
         *
         * @param presence by owner, an available presence without {@code to}, or empty to say nothing
         * @return this
         */
        public Builder presenceAtStart(Function<BareJid, Optional<Presence>> presence) {
            presenceAtStart = requireNonNull(presence, "presence");
            return this;
        }

        /**
         * Where stanzas are dealt with and listeners are called; the common pool by default. Both wait for the store, so
         * give it threads that may.
         *
         * @param newExecutor the executor, which must not be the thread that reads the stream
         * @return this
         */
        public Builder executor(Executor newExecutor) {
            executor = requireNonNull(newExecutor, "executor");
            return this;
        }

        /**
         * What time it is; the system's clock by default.
         *
         * @param newClock the clock
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = requireNonNull(newClock, "clock");
            return this;
        }

        /**
         * How many stanzas of strangers an owner deals with in a minute, 60 by default. Others are dropped, and the first of
         * them is told as {@link RosterEvent.Dropped}. As many are looked up whom nobody knows to be managed.
         *
         * @param limit the number
         * @return this
         */
        public Builder strangersPerMinute(int limit) {
            strangersPerMinute = limit;
            return this;
        }

        /**
         * How many requests, probes and lost presences of one contact an owner answers in a minute, 60 by default, so that
         * one who answers every answer makes no endless loop.
         *
         * @param limit the number
         * @return this
         */
        public Builder answersPerMinute(int limit) {
            answersPerMinute = limit;
            return this;
        }

        /**
         * How many requests may wait for one owner, 1,000 by default. RFC 6121, 3.1.3.
         *
         * @param limit the number
         * @return this
         */
        public Builder maxRequests(int limit) {
            maxRequests = limit;
            return this;
        }

        /**
         * Of how many strangers an owner remembers that they are there, 1,000 by default; who came first goes first.
         *
         * @param limit the number
         * @return this
         */
        public Builder maxStrangers(int limit) {
            maxStrangers = limit;
            return this;
        }

        /**
         * How many resources of one contact are remembered, 100 by default; of further ones no notice is taken.
         *
         * @param limit the number
         * @return this
         */
        public Builder maxResources(int limit) {
            maxResources = limit;
            return this;
        }

        /**
         * How often and when a request that is not answered is sent again; three times by default, after a day, two days and
         * four days. RFC 6121, 3.1.2.
         *
         * @param first the time until it is first sent again; it doubles each time
         * @param times how often, as long as the program runs
         * @return this
         */
        public Builder resend(Duration first, int times) {
            resendAfter = requireNonNull(first, "first");
            resends = times;
            return this;
        }

        /**
         * Builds it, and begins to follow what other nodes do where the store has a feed. {@link #start} it then.
         *
         * @return the rosters
         * @throws RosterStoreException if the store fails
         */
        public ComponentRosters build() {
            return new ComponentRosters(
                    new ComponentSettings(
                            store,
                            sender,
                            new EventDispatcher(executor),
                            clock,
                            policy,
                            Map.copyOf(policies),
                            trustedPolicy,
                            presenceAtStart,
                            strangersPerMinute,
                            answersPerMinute,
                            maxRequests,
                            maxStrangers,
                            maxResources,
                            resendAfter,
                            resends),
                    executor);
        }
    }
}
