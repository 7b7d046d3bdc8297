package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** Records as docs/redis.md has them, and damaged ones. */
class ContactRecordTest {

    private static final BareJid JULIET = BareJid.stored("juliet@capulet.example");
    private static final Revision REVISION = new Revision(3, -2);
    private static final int BODY = 21;

    private static List<RosterItem> items() {
        List<RosterItem> items = new ArrayList<>();
        for (Subscription subscription : Subscription.values()) {
            for (int i = 0; i < 4; i++) {
                items.add(new RosterItem(JULIET, "Julia ♥", Set.of("b\n"), subscription, i % 2 == 1, i > 1));
            }
        }
        items.add(RosterItem.of(JULIET));
        items.add(RosterItem.of(JULIET).withGroups("z", "ä", "a", " ", "😀"));
        return items;
    }

    /** Each part with each other one. */
    private static List<Contact> contacts() {
        List<Contact> contacts = new ArrayList<>();
        SubscriptionRequest request = SubscriptionRequest.of(
                JULIET, "<presence type='subscribe'><status>hark</status></presence>", Instant.ofEpochMilli(-1));
        for (Optional<SubscriptionRequest> asked :
                List.of(Optional.<SubscriptionRequest>empty(), Optional.of(request))) {
            for (Map<String, String> extras : List.of(Map.<String, String>of(), Map.of("b", "", "a", "x", "ä", "😀"))) {
                items().forEach(item -> contacts.add(new Contact(JULIET, Optional.of(item), asked, extras, REVISION)));
                if (asked.isPresent() || !extras.isEmpty()) {
                    contacts.add(new Contact(JULIET, Optional.empty(), asked, extras, REVISION));
                }
            }
        }
        return contacts;
    }

    private static Contact read(byte[] record) {
        return new RecordReader().contact(JULIET, record);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (Contact contact : contacts()) {
            Contact read = read(ContactRecord.write(contact));
            assertThat(read).isEqualTo(contact);
            assertThat(read.item().map(item -> List.copyOf(item.groups())))
                    .isEqualTo(contact.item().map(item -> List.copyOf(item.groups())));
        }
    }

    @Test
    void octetsAreThoseOfThePage() {
        RosterItem item = RosterItem.of(JULIET)
                .withName("J")
                .withGroups("g")
                .withSubscription(Subscription.FROM)
                .withAsk(true);
        SubscriptionRequest request = new SubscriptionRequest(JULIET, "n", "", "", Instant.ofEpochMilli(258));
        Contact contact =
                new Contact(JULIET, Optional.of(item), Optional.of(request), Map.of("k", "v"), new Revision(1, 2));
        String body = "76" // from 2, ask 4, item 16, request 32, extras 64
                + "0000000f" + "0000000000000102" + "00016e" + "0000" + "0000"
                + "00000006" + "00016b" + "000176"
                + "00014a" + "000167";
        assertThat(HexFormat.of().formatHex(ContactRecord.write(contact)))
                .isEqualTo("01" + "0000000000000001" + "0000000000000002" + sum(body) + body);
    }

    private static String sum(String hex) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(HexFormat.of().parseHex(hex));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withRightSum(byte[] record) {
        byte[] right = record.clone();
        byte[] sum = new Octets()
                .int32(Sum.of(Arrays.copyOfRange(record, BODY, record.length)))
                .toBytes();
        System.arraycopy(sum, 0, right, BODY - 4, 4);
        return right;
    }

    /** Also where the sum was made right again, so that it is the values that look. */
    @Test
    void whateverIsDamagedIsReadOrRefusedByKnownExceptions() {
        SplittableRandom random = new SplittableRandom(11);
        List<byte[]> records = contacts().stream().map(ContactRecord::write).toList();
        int refused = 0;
        int rounds = 50_000;
        for (int i = 0; i < rounds; i++) {
            byte[] record = damaged(records.get(random.nextInt(records.size())), random);
            if (record.length > BODY && random.nextInt(8) > 0) {
                record = withRightSum(record);
            }
            try {
                read(record);
            } catch (IllegalArgumentException | DateTimeException | RosterStoreException e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(HexFormat.of().formatHex(record), e);
            }
        }
        assertThat(refused).isBetween(rounds / 4, rounds - 1);
    }

    private static byte[] damaged(byte[] record, SplittableRandom random) {
        byte[] damaged = record.clone();
        for (int changes = random.nextInt(1, 4); changes > 0 && damaged.length > 0; changes--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged = Arrays.copyOf(damaged, at);
                case 1 -> damaged = Arrays.copyOf(damaged, damaged.length + random.nextInt(1, 9));
                case 2 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> damaged[at] = (byte) random.nextInt(256);
            }
        }
        return damaged;
    }

    @Test
    void whatIsBeyondALimitIsRefusedAsThat() {
        byte[] body = new Octets()
                .octet(ContactRecord.ITEM)
                .text("x".repeat(Limits.NAME_OCTETS + 1))
                .toBytes();
        assertThatThrownBy(() -> read(record(body))).isInstanceOf(LimitExceededException.class);
        Octets many = new Octets().octet(ContactRecord.ITEM).text("");
        for (int i = 0; i <= Limits.GROUPS; i++) {
            many.text("group " + i);
        }
        assertThatThrownBy(() -> read(record(many.toBytes()))).isInstanceOf(LimitExceededException.class);
        Octets large = new Octets().octet(ContactRecord.ITEM).text("");
        for (int i = 0; i < 70; i++) {
            large.text(i + "x".repeat(1_000));
        }
        assertThatThrownBy(() -> read(record(large.toBytes()))).isInstanceOf(LimitExceededException.class);
    }

    private static byte[] record(byte[] body) {
        return new Octets()
                .octet(StoredForm.FORMAT)
                .revision(REVISION)
                .raw(ContactRecord.summed(body))
                .toBytes();
    }

    /** An unreadable contact, whatever is wrong with it, is no reason not to read the others. */
    @Test
    void aRosterTellsWhichRecordItCannotRead() {
        byte[] head = new Octets()
                .octet(StoredForm.FORMAT)
                .revision(REVISION)
                .octet(0)
                .int32(0)
                .toBytes();
        byte[] whole = ContactRecord.write(contacts().get(0));
        Roster roster = new RosterReader()
                .read(
                        BareJid.stored("romeo@montague.example"),
                        List.of(
                                StoredHead.FIELD,
                                head,
                                ContactRecord.field(JULIET),
                                whole,
                                "x".getBytes(UTF_8),
                                new byte[0]));
        assertThat(roster.contacts()).containsOnlyKeys(JULIET);
        assertThat(roster.unreadable())
                .singleElement()
                .matches(it -> it.contact().toString().equals("x"));
    }
}
