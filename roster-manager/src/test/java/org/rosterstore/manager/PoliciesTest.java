package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.Decision.Answer;

/** What each policy says, and that what none of them has an opinion about is left to a person. */
class PoliciesTest {

    private static final BareJid OWNER = BareJid.of("o@x.example");
    private static final BareJid JULIET = BareJid.of("juliet@capulet.example");

    private static Applicant applicant(BareJid from, Map<String, String> extras) {
        SubscriptionRequest request = SubscriptionRequest.of(from, Instant.EPOCH);
        Contact contact = new Contact(from, Optional.empty(), Optional.empty(), extras, Revision.NONE);
        return new Applicant(OWNER, request, contact);
    }

    private static Answer answer(SubscriptionPolicy policy, BareJid from) {
        return policy.decide(applicant(from, Map.of())).answer();
    }

    @Test
    void theFixedOnesSayTheSameToAll() {
        assertThat(answer(SubscriptionPolicy.ask(), JULIET)).isEqualTo(Answer.ASK);
        assertThat(answer(SubscriptionPolicy.accept(), JULIET)).isEqualTo(Answer.ACCEPT);
        assertThat(answer(SubscriptionPolicy.acceptAndReciprocate(), JULIET)).isEqualTo(Answer.ACCEPT_AND_RECIPROCATE);
        assertThat(answer(SubscriptionPolicy.deny(), JULIET)).isEqualTo(Answer.DENY);
    }

    @Test
    void aDomainIsThatOneAndNoneBelowIt() {
        Map<String, SubscriptionPolicy> domains = new HashMap<>();
        domains.put("capulet.example", SubscriptionPolicy.accept());
        domains.put("verona.example", SubscriptionPolicy.deny());
        SubscriptionPolicy policy = SubscriptionPolicy.byDomain(domains);
        domains.clear(); // it has a copy

        assertThat(answer(policy, JULIET)).isEqualTo(Answer.ACCEPT);
        assertThat(answer(policy, BareJid.of("capulet.example"))).isEqualTo(Answer.ACCEPT);
        assertThat(answer(policy, BareJid.of("prince@verona.example"))).isEqualTo(Answer.DENY);
        assertThat(answer(policy, BareJid.of("nurse@house.capulet.example"))).isEqualTo(Answer.PASS);
        assertThat(answer(policy, BareJid.of("mallory@notcapulet.example"))).isEqualTo(Answer.PASS);
    }

    @Test
    void someAreThoseAndNobodyElse() {
        List<BareJid> friends = new ArrayList<>(List.of(JULIET));
        SubscriptionPolicy policy = SubscriptionPolicy.only(friends, SubscriptionPolicy.accept());
        friends.clear(); // it has a copy

        assertThat(answer(policy, JULIET)).isEqualTo(Answer.ACCEPT);
        assertThat(answer(policy, BareJid.of("nurse@capulet.example"))).isEqualTo(Answer.PASS);
    }

    @Test
    void trustIsAMarkWithTheContact() {
        SubscriptionPolicy policy = SubscriptionPolicy.trusted(SubscriptionPolicy.accept());

        assertThat(policy.decide(applicant(JULIET, Map.of(Extra.TRUSTED, ""))).answer())
                .isEqualTo(Answer.ACCEPT);
        assertThat(answer(policy, JULIET)).isEqualTo(Answer.PASS);
    }

    @Test
    void theFirstOpinionCountsAndLaterOnesAreNotAskedFor() {
        List<String> asked = new ArrayList<>();
        SubscriptionPolicy policy = SubscriptionPolicy.firstOf(
                SubscriptionPolicy.only(List.of(JULIET), SubscriptionPolicy.deny()),
                SubscriptionPolicy.byDomain(Map.of("capulet.example", SubscriptionPolicy.accept())),
                applicant -> {
                    asked.add(applicant.jid().toString());
                    return Decision.pass();
                });

        assertThat(answer(policy, JULIET)).isEqualTo(Answer.DENY);
        assertThat(answer(policy, BareJid.of("nurse@capulet.example"))).isEqualTo(Answer.ACCEPT);
        assertThat(asked).isEmpty();
        assertThat(answer(policy, BareJid.of("mallory@mantua.example"))).isEqualTo(Answer.PASS);
        assertThat(asked).containsExactly("mallory@mantua.example");
        assertThat(answer(SubscriptionPolicy.firstOf(), JULIET)).isEqualTo(Answer.PASS);
    }

    @Test
    void whereNobodyHasAnOpinionAPersonIsAsked() {
        SubscriptionPolicy policy = SubscriptionPolicy.firstOf(
                SubscriptionPolicy.byDomain(Map.of("capulet.example", SubscriptionPolicy.accept())),
                SubscriptionPolicy.only(List.of(JULIET), SubscriptionPolicy.accept()));
        try (TestComponent component = new TestComponent(settings -> settings.policy(policy))) {
            component.comes(Presence.Type.SUBSCRIBE);

            assertThat(component.told(RosterEvent.Requested.class))
                    .extracting(RosterEvent.Requested::contact)
                    .containsExactly(component.contact);
            assertThat(component.state()).isEqualTo(SubscriptionState.NONE_PENDING_IN);
            assertThat(component.said()).isEmpty();
        }
    }

    @Test
    void whatIsDoneAboutTrustedContactsIsTheProgramsToSay() {
        try (TestComponent component =
                new TestComponent(settings -> settings.trustedPolicy(SubscriptionPolicy.accept()))) {
            component.roster().trust(component.contact, true);
            component.comes(Presence.Type.SUBSCRIBE);

            assertThat(component.state()).isEqualTo(SubscriptionState.FROM);
        }
    }
}
