package org.rosterstore.cli;

import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From an argument to a JID, prepared by RFC 7622. */
final class JidConverter implements ITypeConverter<BareJid> {

    /** What a field holds until the command line is read. */
    static final BareJid NOBODY = BareJid.of("nobody.invalid");

    @Override
    public BareJid convert(String text) {
        try {
            return BareJid.of(text);
        } catch (IllegalArgumentException | LimitExceededException e) {
            throw new TypeConversionException("'%s' is no bare JID: %s".formatted(text, e.getMessage()));
        }
    }
}
