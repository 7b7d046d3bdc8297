package org.rosterstore.manager;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rosterstore.BareJid;

/**
 * Decides who may see an owner's presence. RFC 6121, 3.1.3, has everybody asked who has not said otherwise; so does a
 * manager that is not given another policy.
 *
 * <p>It is asked before anything is stored or sent, once for a request that needs an answer, and again for one that still
 * waits when the program starts, or when the contact repeats it. It should answer from what it knows: the owner waits for
 * it. What would take longer is {@link Decision#defer deferred} and answered by {@link OwnerRoster}, any time later,
 * after a restart, or on another node. If it throws, a person is asked.
 */
@FunctionalInterface
public interface SubscriptionPolicy {

    /**
     * What to say to somebody's request.
     *
     * @param applicant who asks whom
     * @return the decision
     */
    Decision decide(Applicant applicant);

    /**
     * A person is asked: the request is kept, and listeners are told.
     *
     * @return the default
     */
    static SubscriptionPolicy ask() {
        return applicant -> Decision.ask();
    }

    /**
     * Everybody may see the owner's presence.
     *
     * @return a policy for the presence of things that are public
     */
    static SubscriptionPolicy accept() {
        return applicant -> Decision.accept();
    }

    /**
     * Everybody may see the owner's presence, and the owner asks to see theirs: what bots do.
     *
     * @return the policy
     */
    static SubscriptionPolicy acceptAndReciprocate() {
        return applicant -> Decision.acceptAndReciprocate();
    }

    /**
     * Nobody new may see the owner's presence. Who sees it already is not dropped.
     *
     * @return the policy
     */
    static SubscriptionPolicy deny() {
        return applicant -> Decision.deny();
    }

    /**
     * By the domain that somebody comes from.
     *
     * @param domains the policies, by domain as in a {@link BareJid}; a domain does not cover those below it
     * @return a policy without an opinion about other domains
     */
    static SubscriptionPolicy byDomain(Map<String, SubscriptionPolicy> domains) {
        Map<String, SubscriptionPolicy> copy = Map.copyOf(domains);
        return applicant ->
                copy.getOrDefault(applicant.jid().domainpart(), pass()).decide(applicant);
    }

    /**
     * For some people only.
     *
     * @param contacts who they are
     * @param policy what to do about them
     * @return a policy without an opinion about others
     */
    static SubscriptionPolicy only(Collection<BareJid> contacts, SubscriptionPolicy policy) {
        Set<BareJid> copy = Set.copyOf(contacts);
        return applicant -> copy.contains(applicant.jid()) ? policy.decide(applicant) : Decision.pass();
    }

    /**
     * For those whom the owner trusts ({@link OwnerRoster}).
     *
     * @param policy what to do about them
     * @return a policy without an opinion about others
     */
    static SubscriptionPolicy trusted(SubscriptionPolicy policy) {
        return applicant -> applicant.isTrusted() ? policy.decide(applicant) : Decision.pass();
    }

    /**
     * The first opinion that one of several has.
     *
     * @param policies whom to ask, in this order
     * @return a policy without an opinion where none of them has one
     */
    static SubscriptionPolicy firstOf(SubscriptionPolicy... policies) {
        List<SubscriptionPolicy> copy = List.of(policies);
        return applicant -> {
            for (SubscriptionPolicy policy : copy) {
                Decision decision = policy.decide(applicant);
                if (decision.answer() != Decision.Answer.PASS) {
                    return decision;
                }
            }
            return Decision.pass();
        };
    }

    private static SubscriptionPolicy pass() {
        return applicant -> Decision.pass();
    }
}
