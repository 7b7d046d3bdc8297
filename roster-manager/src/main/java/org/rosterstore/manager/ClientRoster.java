package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/**
 * One account's roster as a client sees it, kept in any store. The account's server is the authority: what it sends is stored,
 * and nothing else changes an item. RFC 6121, sections 2 and 3. Safe for use by many threads.
 *
 * <pre>{@code
 * ClientRoster client = ClientRoster.builder(store, connection::send).build();
 * client.listen(event -> …);
 * // when a resource is bound, before the first presence is sent:
 * client.start(Jid.of("juliet@example.com/balcony"), Set.of(ROSTER_VERSIONING)).thenRun(connection::sendPresence);
 * // for each stanza that comes, in order:
 * client.receive(stanza);
 * // when the stream has ended, other than to be resumed:
 * client.stop();
 * }</pre>
 *
 * <h2>What is stored, and when</h2>
 *
 * A result without a query leaves the roster as it is stored; one with a query replaces its items, in one commit. A push is
 * one commit of the item and the version. A roster is never stored under a version while it lacks something that the server
 * had at that version: so whatever fails, the server need only be asked from there. Extras and requests are left alone, but
 * that a request is settled where the server shows that the contact sees the account.
 *
 * <p>If a push could not be kept since the store failed, listeners are told ({@link RosterEvent.Failed}), and the version
 * stands still: later pushes change their items only. As soon as the store works again, after a second at first and after
 * five minutes at most, the server is asked for what has changed since the version that is stored. That is done ten times at
 * most if it does not help, then at the next {@link #refresh} or {@link #start}. An item that cannot be kept at all is left
 * out and told of, {@link RosterEvent.Unusable}.
 *
 * <p>Several clients of one account, each with a stream of its own, may share a store. One that is behind another one leaves
 * what that has stored.
 *
 * <h2>Who is believed</h2>
 *
 * A push without {@code from}, or from the account's bare JID; anybody else's is refused before anything else looks at it
 * (RFC 6121, 2.1.6). An answer with the id of an open request from nobody, the account's bare JID or the client itself
 * (RFC 6120, 8.1.2.1).
 *
 * <h2>Operations</h2>
 *
 * They only ask the server, and change nothing: what follows is pushed. Each gives a stage that ends with
 *
 * <ul>
 *   <li>{@link RefusedException} if the server refuses; {@link TimeoutException} if it does not answer in time, so that it is
 *       not known whether it has done it; {@link CancellationException} if the stream ends before;
 *   <li>{@link IllegalStateException} if there is no stream; whatever the {@link StanzaSender} throws;
 *   <li>{@link RosterStoreException} if the store fails.
 * </ul>
 *
 * What depends on a stage runs on the executor. To wait for a stage in a listener needs an executor with a further thread.
 *
 * <p>There is nothing here to set the subscription of an item, as SleekXMPP's {@code update_roster(subscription=…)} seems
 * to: of a client's roster set a server ignores every subscription but {@code remove} (RFC 6121, 2.1.2.5). {@link #update}
 * refuses it, and names what does it: {@link #subscribe}, {@link #unsubscribe}, {@link #approve}, {@link #cancel},
 * {@link #remove}.
 */
public final class ClientRoster {

    private final ClientSettings settings;
    private final SerialExecutor work;
    private final EventDispatcher dispatcher;
    private final Consumer<RosterEvent> events;
    private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";
    private final AtomicLong idCounter = new AtomicLong();

    private volatile @Nullable ClientAccount account;
    private volatile @Nullable ClientSession session;

    private ClientRoster(ClientSettings settings) {
        this.settings = settings;
        this.work = new SerialExecutor(settings.executor());
        this.dispatcher = new EventDispatcher(settings.executor());
        this.events = dispatcher.queue();
    }

    /**
     * Begins to build one.
     *
     * @param store where the roster is kept. Closing is left to who opened it.
     * @param sender how stanzas get to the stream that there is
     * @return a builder with the defaults that its methods tell
     */
    public static Builder builder(RosterStore store, StanzaSender sender) {
        return new Builder(store, sender);
    }

    /**
     * Has a listener told of all that happens from now on.
     *
     * @param listener who is told
     */
    public void listen(Consumer<? super RosterEvent> listener) {
        dispatcher.listen(listener);
    }

    /**
     * A stream has begun: a resource is bound, and no presence was sent yet (RFC 6121, 2.2). The roster is asked for. An
     * earlier stream has ended. Not for a stream that is resumed (XEP-0198), which goes on.
     *
     * <p>If the store cannot be read listeners are told, and the server is asked for the whole roster. Requests of earlier
     * streams are dropped: those that still wait the server delivers again to a client that has sent presence (RFC 6121,
     * 3.1.3). Until then they can be answered all the same.
     *
     * @param self the JID that the server has bound, whose account need not be the one that was asked for
     * @param features what the server has offered in this stream
     * @return ends when the roster is stored as the server has it, or as above. If it fails the stream is usable all the same,
     *     and {@link #refresh} tries again.
     * @throws IllegalArgumentException if the JID has no resource
     */
    public synchronized CompletionStage<Void> start(Jid self, Set<StreamFeature> features) {
        if (self.isBare()) {
            throw new IllegalArgumentException("a stream is bound to a JID with a resource, not to " + self);
        }
        stop();
        ClientAccount current = account;
        if (current == null || !current.jid().equals(self.bare())) {
            current = new ClientAccount(settings, self.bare(), events);
            account = current;
        }
        ClientSession begun = new ClientSession(self, features, settings, this::newId, work, events, current);
        session = begun;
        return perform(begun, ClientSession::begin);
    }

    private String newId() {
        return idPrefix + idCounter.incrementAndGet();
    }

    /**
     * The stream has ended. Nobody is there any more, of which listeners are told ({@link RosterEvent.Offline}); the roster
     * stays as it is. Without a stream this does nothing.
     */
    public synchronized void stop() {
        ClientSession current = session;
        if (current != null) {
            session = null;
            current.end();
        }
    }

    /**
     * Takes in a stanza of the stream. All of them are to be handed over, in the order in which they come. For one that
     * could not be read ({@link MalformedStanzaException}) {@link #refresh} instead: it may have been a push.
     *
     * @param stanza what has come
     * @return whether it was for the roster, so that nobody else should answer it: a genuine or forged push, an answer to an
     *     open request, a presence from somebody to the account. False for all else, of which nothing was done: for example
     *     an answer by somebody who was not asked, whatever its id, and everything where there is no stream.
     * @throws RejectedExecutionException if the executor takes nothing any more
     */
    public boolean receive(Stanza stanza) {
        ClientSession current = session;
        return current != null && current.receive(requireNonNull(stanza, "stanza"));
    }

    /**
     * The roster as it is stored, with the requests that wait for an answer; of the last stream's account if there is none.
     *
     * @return the roster
     * @throws IllegalStateException if no stream has begun yet
     * @throws RosterStoreException if it cannot be read
     */
    public Roster roster() {
        return settings.store().load(lastAccount().jid());
    }

    /**
     * Who is there; nobody where there is no stream. Somebody who is there before the roster has come is found as well.
     *
     * @return the presences of this stream's account, which are the same object in the account's next stream
     * @throws IllegalStateException if no stream has begun yet
     */
    public Presences presences() {
        return lastAccount().presences();
    }

    private ClientAccount lastAccount() {
        ClientAccount last = account;
        if (last == null) {
            throw new IllegalStateException("no stream has begun yet");
        }
        return last;
    }

    /**
     * Asks for the roster again, or for what has changed since it was stored.
     *
     * @return ends when it is stored as the server has it
     */
    public CompletionStage<Void> refresh() {
        return perform(ClientSession::refresh);
    }

    /**
     * Asks the server to change the name or the groups of an item, or to add one. The set has the whole item in it as it is
     * known when it is sent, the changes before it included, and no subscription, ask or approved. If it turns out that
     * another client of the account has changed the item in the meantime the change is made once more, to that.
     *
     * <pre>{@code
     * client.update(romeo, item -> item.withName("Romeo"));
     * client.update(romeo, item -> item.withGroups("Friends", "Verona"));
     * }</pre>
     *
     * @param contact whose item
     * @param change from the item as it is, or a new one without name and groups, to what it is to be. It may be called
     *     several times.
     * @return ends when the server has done it. It ends with {@link IllegalArgumentException} if the subscription, ask or
     *     approved of the item were changed, and with whatever the change throws; then nothing was sent.
     */
    public CompletionStage<Void> update(BareJid contact, UnaryOperator<RosterItem> change) {
        requireNonNull(contact, "contact");
        requireNonNull(change, "change");
        return perform(it -> it.update(contact, change));
    }

    /**
     * Asks the server to remove a contact, which ends all subscriptions (RFC 6121, 2.5). The contact's extras go with the
     * item when the server pushes the removal.
     *
     * @param contact whom to remove
     * @return ends when the server has done it; with a {@link RefusedException} of {@code item-not-found} if it has none
     */
    public CompletionStage<Void> remove(BareJid contact) {
        requireNonNull(contact, "contact");
        return perform(it -> it.remove(contact));
    }

    /**
     * Asks to see a contact's presence, or asks again. RFC 6121, 3.1.
     *
     * @param contact whom to ask
     * @return ends when the request was handed over
     */
    public CompletionStage<Void> subscribe(BareJid contact) {
        return subscribe(contact, "", "");
    }

    /**
     * Asks to see a contact's presence, or asks again, and says something with it. RFC 6121, 3.1.
     *
     * @param contact whom to ask
     * @param nick the name to offer (XEP-0172), {@code ""} for none
     * @param status what to say, {@code ""} for nothing
     * @return ends when the request was handed over
     */
    public CompletionStage<Void> subscribe(BareJid contact, String nick, String status) {
        requireNonNull(contact, "contact");
        requireNonNull(nick, "nick");
        requireNonNull(status, "status");
        return perform(it -> {
            it.subscribe(contact, nick, status);
            return done();
        });
    }

    /**
     * Does not want to see a contact's presence any more, or withdraws a request. RFC 6121, 3.3. What is known of its
     * presence is void at once.
     *
     * @param contact whom not to see
     * @return ends when it was handed over
     */
    public CompletionStage<Void> unsubscribe(BareJid contact) {
        requireNonNull(contact, "contact");
        return perform(it -> {
            it.unsubscribe(contact);
            return done();
        });
    }

    /**
     * Lets a contact see the account's presence. If it has not asked, its next request is approved before it comes (RFC 6121,
     * 3.4). The request is settled when the server pushes that the contact sees the account.
     *
     * @param contact who may see
     * @return ends when it was handed over; with {@link UnsupportedOperationException} if the contact has not asked and the
     *     server has not offered {@link StreamFeature#PRE_APPROVAL}, and then nothing was sent
     */
    public CompletionStage<Void> approve(BareJid contact) {
        requireNonNull(contact, "contact");
        return perform(it -> {
            it.approve(contact);
            return done();
        });
    }

    /**
     * Does not let a contact see the account's presence, or not any more: refuses its request, cancels its subscription, or
     * takes an approval back. RFC 6121, 3.1.4, 3.2 and 3.4.
     *
     * @param contact who may not see
     * @return ends when a request is settled and the answer was handed over
     */
    public CompletionStage<Void> cancel(BareJid contact) {
        requireNonNull(contact, "contact");
        return perform(it -> {
            it.cancel(contact);
            return done();
        });
    }

    /**
     * Answers a request that waits. If it does not wait any more nothing is done.
     *
     * @param contact who has asked
     * @param decision {@link Decision#accept}, {@link Decision#acceptAndReciprocate} or {@link Decision#deny}; with any
     *     other the request goes on to wait. A contact that has no name, or no groups, is given those of the decision.
     * @return ends when the answer was handed over, and when the server has named and filed the contact
     */
    public CompletionStage<Void> answer(BareJid contact, Decision decision) {
        requireNonNull(contact, "contact");
        requireNonNull(decision, "decision");
        return perform(it -> it.answer(contact, decision));
    }

    /**
     * Trusts a contact, which need not have an item: its requests are granted whatever the policy says, by
     * {@link Builder#trustedPolicy}. The server is not told. Removing the item ends it.
     *
     * @param contact whom to trust
     * @param isTrusted whether to
     * @return ends when it is stored
     */
    public CompletionStage<Void> trust(BareJid contact, boolean isTrusted) {
        requireNonNull(contact, "contact");
        return perform(it -> {
            it.trust(contact, isTrusted);
            return done();
        });
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> perform(Function<ClientSession, CompletableFuture<Void>> operation) {
        ClientSession current = session;
        return current == null
                ? CompletableFuture.failedStage(new IllegalStateException("there is no stream"))
                : perform(current, operation);
    }

    private CompletionStage<Void> perform(
            ClientSession current, Function<ClientSession, CompletableFuture<Void>> operation) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        work.execute(() -> {
            CompletableFuture<Void> inside;
            try {
                inside = operation.apply(current);
            } catch (RuntimeException e) {
                inside = CompletableFuture.failedFuture(e);
            }
            var unused = inside.whenComplete((done, failure) -> end(outcome, failure));
        });
        return outcome;
    }

    /** Not where the work is done, which whoever waits for it may want to go on. */
    private void end(CompletableFuture<Void> outcome, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Runnable end = () -> {
            if (cause == null) {
                outcome.complete(null);
            } else {
                outcome.completeExceptionally(cause);
            }
        };
        try {
            settings.executor().execute(end);
        } catch (RejectedExecutionException e) {
            end.run();
        }
    }

    /** Builds a {@link ClientRoster}. Not safe for use by several threads. */
    public static final class Builder {

        private final RosterStore store;
        private final StanzaSender sender;
        private Executor executor = ForkJoinPool.commonPool();
        private SubscriptionPolicy policy = SubscriptionPolicy.ask();
        private SubscriptionPolicy trustedPolicy = SubscriptionPolicy.acceptAndReciprocate();
        private int strangersPerMinute = 1_000;
        private int answersPerMinute = 60;
        private int maxRequests = 1_000;
        private int maxStrangers = 1_000;
        private int maxResources = 100;
        private InstantSource clock = InstantSource.system();
        private ScheduledExecutorService timer = DaemonTimer.SHARED;
        private Duration timeout = Duration.ofSeconds(30);
        private boolean takesPushesFromOwnResource;
        private boolean answersRefusedPushes;

        private Builder(RosterStore store, StanzaSender sender) {
            this.store = requireNonNull(store, "store");
            this.sender = requireNonNull(sender, "sender");
        }

        /**
         * Where work is done and listeners are called, both one thing at a time and in order; the common pool by default.
         * Both wait for the store, so give it threads that may. With {@code Runnable::run} everything is done before
         * {@link ClientRoster#receive} returns.
         *
         * @param newExecutor the executor, which should not be the thread that reads the stream
         * @return this
         */
        public Builder executor(Executor newExecutor) {
            executor = requireNonNull(newExecutor, "executor");
            return this;
        }

        /**
         * What to do about those who ask to see the account's presence; {@link SubscriptionPolicy#ask} by default. Those
         * who see it already are not asked about.
         *
         * @param newPolicy the policy
         * @return this
         */
        public Builder policy(SubscriptionPolicy newPolicy) {
            policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * What to do about contacts that the owner trusts; {@link SubscriptionPolicy#acceptAndReciprocate} by default.
         *
         * @param newPolicy the policy, which comes before the other
         * @return this
         */
        public Builder trustedPolicy(SubscriptionPolicy newPolicy) {
            trustedPolicy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * How many requests of strangers are dealt with in a minute, 1,000 by default. Others are dropped, and the first of
         * them is told as {@link RosterEvent.Dropped}. It should not be low: the server delivers all that wait at once when
         * a stream begins, and those that are dropped not before the next.
         *
         * @param limit the number
         * @return this
         */
        public Builder strangersPerMinute(int limit) {
            strangersPerMinute = limit;
            return this;
        }

        /**
         * How many requests of one contact are answered in a minute, 60 by default, so that one who answers every answer
         * makes no endless loop.
         *
         * @param limit the number
         * @return this
         */
        public Builder answersPerMinute(int limit) {
            answersPerMinute = limit;
            return this;
        }

        /**
         * How many requests may wait, 1,000 by default. RFC 6121, 3.1.3.
         *
         * @param limit the number
         * @return this
         */
        public Builder maxRequests(int limit) {
            maxRequests = limit;
            return this;
        }

        /**
         * Of how many strangers it is remembered that they are there, 1,000 by default; who came first goes first.
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
         * How long the server may take to answer, 30 seconds by default.
         *
         * @param newTimeout the time
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration newTimeout) {
            if (newTimeout.isNegative() || newTimeout.isZero()) {
                throw new IllegalArgumentException("a time-out of " + newTimeout);
            }
            timeout = newTimeout;
            return this;
        }

        /**
         * Who says when time is up; one thread for all rosters by default. Nothing is done there but to hand over to the
         * executor.
         *
         * @param newTimer the timer, which is not shut down here
         * @return this
         */
        public Builder timer(ScheduledExecutorService newTimer) {
            timer = requireNonNull(newTimer, "timer");
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
         * Takes pushes from the client's own full JID as well, as servers before RFC 6121 send them (RFC 3921, 7.2); by
         * default they are refused. Nobody but the server can send such. Still not from other resources of the account.
         *
         * @return this
         */
        public Builder takePushesFromOwnResource() {
            takesPushesFromOwnResource = true;
            return this;
        }

        /**
         * Answers refused pushes with {@code service-unavailable}; by default they are passed over in silence, which tells
         * nobody that the client is there. RFC 6121, 2.1.6.
         *
         * @return this
         */
        public Builder answerRefusedPushes() {
            answersRefusedPushes = true;
            return this;
        }

        /**
         * Builds it. Nothing is done before {@link ClientRoster#start}.
         *
         * @return a roster without a stream
         */
        public ClientRoster build() {
            return new ClientRoster(new ClientSettings(
                    store,
                    sender,
                    executor,
                    SubscriptionPolicy.firstOf(SubscriptionPolicy.trusted(trustedPolicy), policy),
                    strangersPerMinute,
                    answersPerMinute,
                    maxRequests,
                    maxStrangers,
                    maxResources,
                    clock,
                    timer,
                    timeout,
                    takesPushesFromOwnResource,
                    answersRefusedPushes));
        }
    }
}
