package org.rosterstore.portable;

import java.util.List;
import java.util.Optional;
import org.rosterstore.portable.Finding.Place;

/**
 * What a file says of one contact, in the words of RFC 6121 and not judged yet: {@link ItemReader} does that, whatever
 * format the file has.
 *
 * @param place where it stands
 * @param jid the contact
 * @param name its name
 * @param subscription a word
 * @param ask a word
 * @param approved a boolean in one of the spellings of XML Schema
 * @param groups in their order
 */
record WrittenItem(
        Place place,
        Optional<String> jid,
        Optional<String> name,
        Optional<String> subscription,
        Optional<String> ask,
        Optional<String> approved,
        List<Group> groups) {

    /**
     * A group that the contact is in.
     *
     * @param name its name
     * @param place where it stands
     */
    record Group(String name, Place place) {}
}
