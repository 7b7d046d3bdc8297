package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.spi.CommitPlan;

/** What the script of a commit is told, but for the base; {@code commit.lua} says how. */
final class CommitOrder {

    /** More changes than these, or more conditions, are not for a script. */
    static final int MOST = 1_000;

    private static final int EXPECTS = 1;
    private static final int SEARCHES = 2;
    private static final int SETS_VER = 4;
    private static final int DROPS_VER = 8;
    private static final int ERASES = 16;
    private static final int COUNTS = 32;

    private final byte[] channel;
    private final long commit;
    private int flags;
    private Revision expected = Revision.NONE;
    private int requests;
    private byte[] ver = {};
    private int conditions;
    private final List<byte[]> rest = new ArrayList<>();

    private CommitOrder(byte[] channel, long commit) {
        this.channel = channel;
        this.commit = commit;
    }

    /** The contacts that an edit names. */
    static Set<BareJid> touched(RosterEdit edit) {
        Set<BareJid> touched = new LinkedHashSet<>(edit.items().keySet());
        touched.addAll(edit.requests().keySet());
        touched.addAll(edit.extras().keySet());
        return touched;
    }

    /** Of an edit that is for the script to carry out. */
    static CommitOrder of(byte[] channel, RosterEdit edit, Condition condition, long commit) {
        CommitOrder order = new CommitOrder(channel, commit);
        condition.owner().ifPresent(order::expect);
        if (condition.commit().isPresent()) {
            order.flags |= SEARCHES;
        }
        edit.ver().ifPresent(order::ver);
        if (edit.erases()) {
            order.flags |= ERASES;
        }
        condition.contacts().forEach(order::condition);
        touched(edit).forEach(contact -> order.change(contact, change(edit, contact)));
        return order;
    }

    /** Of a plan that is to be carried out if the owner is still as it was. */
    static CommitOrder of(byte[] channel, CommitPlan.Write plan, Revision base) {
        CommitOrder order = new CommitOrder(channel, plan.head().revision().commit());
        order.expect(base);
        order.ver(plan.head().ver());
        if (plan.erases()) {
            order.flags |= ERASES;
        }
        order.flags |= COUNTS;
        order.requests = plan.head().requests();
        plan.changes().forEach((contact, after) -> order.change(contact, whole(after)));
        return order;
    }

    private void expect(Revision revision) {
        flags |= EXPECTS;
        expected = revision;
    }

    private void ver(Optional<String> to) {
        flags |= to.isPresent() ? SETS_VER : DROPS_VER;
        ver = to.orElse("").getBytes(UTF_8);
    }

    private void condition(BareJid contact, Revision since) {
        rest.add(ContactRecord.field(contact));
        rest.add(new Octets().revision(since).toBytes());
        conditions++;
    }

    private void change(BareJid contact, byte[] change) {
        rest.add(ContactRecord.field(contact));
        rest.add(change);
    }

    private static byte[] whole(Optional<Contact> after) {
        return after.map(contact -> new Octets()
                        .octet('W')
                        .raw(ContactRecord.summed(ContactRecord.body(contact)))
                        .toBytes())
                .orElseGet(() -> new byte[] {'D'});
    }

    private static byte[] change(RosterEdit edit, BareJid contact) {
        Optional<RosterItem> item = edit.items().getOrDefault(contact, Optional.empty());
        Optional<SubscriptionRequest> request = edit.requests().getOrDefault(contact, Optional.empty());
        boolean isAboutItem = edit.items().containsKey(contact);
        boolean isAboutRequest = edit.requests().containsKey(contact);
        Map<String, Optional<String>> extras = edit.extras().getOrDefault(contact, Map.of());
        if (item.isPresent() && !isAboutRequest && extras.isEmpty()) {
            byte[] body = new Octets()
                    .octet(ContactRecord.kinds(item.get()))
                    .raw(ContactRecord.item(item.get()))
                    .toBytes();
            return new Octets().octet('P').raw(ContactRecord.summed(body)).toBytes();
        }
        byte[] newItem = item.map(ContactRecord::item).orElse(new byte[0]);
        byte[] newRequest = request.map(ContactRecord::request).orElse(new byte[0]);
        Octets change = new Octets()
                .octet('C')
                .octet(sign(isAboutItem, item))
                .octet(sign(isAboutRequest, request))
                .octet(item.map(ContactRecord::kinds).orElse(0))
                .int32(newItem.length)
                .raw(newItem)
                .int32(newRequest.length)
                .raw(newRequest);
        extras.forEach((key, value) ->
                change.text(key).octet(value.isPresent() ? '+' : '-').text(value.orElse("")));
        return change.toBytes();
    }

    private static int sign(boolean isAbout, Optional<?> part) {
        return !isAbout ? '=' : part.isPresent() ? '+' : '-';
    }

    /** What the script takes. */
    byte[][] arguments(Revision base) {
        List<byte[]> all = new ArrayList<>(rest.size() + 3);
        all.add(channel);
        all.add(new Octets()
                .int64(commit)
                .revision(base)
                .octet(flags)
                .revision(expected)
                .int32(requests)
                .int32(conditions)
                .toBytes());
        all.add(ver);
        all.addAll(rest);
        return all.toArray(byte[][]::new);
    }
}
