package org.rosterstore.portable;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;

/**
 * A reader of the Redis in which SleekXMPP programs keep rosters by SleekRedis, its {@code redis_roster}: out come
 * rosters, one after the other, and findings. Not safe for use by many threads at once. It wants
 * {@code redis.clients:jedis} on the class path.
 *
 * <pre>{@code
 * RosterImport into = new RosterImport(store);
 * new SleekRedisReader(into, System.err::println).read("redis+sleek://db.example/0");
 * }</pre>
 *
 * <p>The keys are those of two versions of it, the older of which wrote hashes and groups alone:
 *
 * <pre>
 * roster:owners                                          set   romeo@montague.example …
 * roster:romeo@montague.example:entries                  set   juliet@capulet.example …
 * roster:romeo@montague.example:juliet@capulet.example   hash  name, from, to, whitelisted, pending_in, pending_out
 * roster:groups:romeo@montague.example:juliet@capulet…   set   Friends …
 * </pre>
 *
 * <p>JIDs stand in the names of the keys as they are, and may hold colons themselves. So names are read with the help
 * of the sets, and by themselves only where no set tells, as are those of the older version; what can then be read in
 * more ways than one is refused.
 *
 * <p>What stands there is not trusted. What can be repaired is repaired, what cannot is refused, contact by contact, and
 * each is told to the listener as a {@link Finding}, which names owner and contact and no place; {@code
 * docs/importing.md} has the whole table. Only one owner is held in memory at a time, the names of all, and those of
 * the contacts that no set names. Sizes are bounded as in {@link Xep0227Reader}, before anything is fetched.
 *
 * <p>Nothing is written, and no command is used that stops the server for long. What is read is no snapshot: the
 * program should not be running. No Cluster, no Sentinel: SleekRedis knows neither.
 */
public final class SleekRedisReader {

    private final Output output;
    private final Clock clock;

    /**
     * A reader by the system's clock.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     */
    public SleekRedisReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings) {
        this(rosters, findings, Clock.systemUTC());
    }

    /**
     * A reader by a clock, which says when the requests came: SleekRedis does not keep that.
     *
     * @param rosters is given each roster as soon as it is complete; what it throws ends the reading
     * @param findings is told what was repaired, refused or skipped, as soon as it is known
     * @param clock the clock
     */
    public SleekRedisReader(Consumer<? super Roster> rosters, Consumer<? super Finding> findings, Clock clock) {
        output = new Output(rosters, findings);
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Reads the rosters of all owners.
     *
     * @param uri {@code redis+sleek://[[user]:password@]host[:port][/database]}, or {@code rediss+sleek:} with TLS, in
     *     the grammar of {@link org.rosterstore.spi.StoreUri}. Options are {@code passwordEnv}, {@code passwordFile} and
     *     {@code timeout}, for connecting and for each answer, 5 s without it.
     * @throws StoreConfigurationException if the URI is wrong, the server does not let one in or let one read, there is
     *     no Redis, or Jedis is not there
     * @throws StoreUnavailableException if the server does not answer. Rosters that were complete before were handed on.
     */
    public void read(String uri) {
        read(uri, owner -> true, Optional.empty());
    }

    /**
     * Reads the roster of one owner.
     *
     * @param owner whose roster; one that this reader has had before is refused
     * @param uri as of {@link #read(String)}
     * @throws RosterStoreException as from {@link #read(String)}
     */
    public void read(BareJid owner, String uri) {
        requireNonNull(owner, "owner");
        read(uri, name -> isOf(owner, name), Optional.of(owner));
    }

    private void read(String uri, Predicate<String> wanted, Optional<BareJid> only) {
        requireNonNull(uri, "uri");
        try (RedisSource source = opened(uri)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            OwnerReport report = output.report(only.map(BareJid::toString));
            SleekOwners owners = new SleekOwners(source, wanted, report);
            owners.find(only.map(BareJid::toString));
            for (String owner : owners.names()) {
                owner(owner, owners, source, now);
            }
            if (owners.names().isEmpty() && report.changes() == 0) {
                report.refused(OwnerReport.IN_STORE, "", "SleekRedis has written nothing to this database");
            }
        }
    }

    private static RedisSource opened(String uri) {
        try {
            return RedisSource.open(RedisAddress.parse(uri));
        } catch (NoClassDefFoundError e) {
            throw new StoreConfigurationException(
                    "to read a Redis, add redis.clients:jedis to the class path (%s is missing)"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static boolean isOf(BareJid owner, String name) {
        try {
            return BareJid.of(SleekKeys.bare(name)).equals(owner);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void owner(String name, SleekOwners owners, RedisSource source, Instant now) {
        BareJid owner;
        try {
            owner = BareJid.of(SleekKeys.bare(name));
        } catch (IllegalArgumentException e) {
            OwnerReport report = output.report(Optional.of(name));
            report.refused(OwnerReport.IN_STORE, "", "not a JID, and so no owner: " + e.getMessage());
            return;
        }
        OwnerReport report = output.report(owner);
        if (!output.isNew(owner, OwnerReport.IN_STORE, "spelling of it", report)) {
            return;
        }
        if (!owner.toString().equals(name)) {
            report.repaired(OwnerReport.IN_STORE, "", "prepared (RFC 7622) from " + Printable.quoted(name));
        }
        owners.tellOf(name, report);
        RosterDraft draft = new RosterDraft(owner, now, report);
        new SleekOwnerReader(name, owners.beyondEntries(name), source, draft)
                .read()
                .ifPresent(output::roster);
    }
}
