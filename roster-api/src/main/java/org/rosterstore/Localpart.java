package org.rosterstore;

import java.text.Normalizer;
import rocks.xmpp.precis.InvalidCodePointException;
import rocks.xmpp.precis.PrecisProfile;

/**
 * The preparation of a localpart: RFC 7622, section 3.3, by the UsernameCaseMapped profile of PRECIS (RFC 8265, section
 * 3.3). The caller sees to the length.
 */
final class Localpart {

    /** What RFC 7622, section 3.3.1, takes out of the characters that PRECIS allows. */
    private static final String EXCLUDED = "\"&'/:<>@";

    private static final PrecisProfile PROFILE = new UsernameCaseMapped();

    private Localpart() {}

    static String prepare(String text) {
        return Ascii.isAscii(text) ? prepareAscii(text) : prepareUnicode(text);
    }

    /** The short way, with the same result and the same refusals as {@link #prepareUnicode}. */
    static String prepareAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character == 0x7F) {
                throw illegal(character);
            }
        }
        return checkExcluded(Ascii.toLowerCase(text));
    }

    static String prepareUnicode(String text) {
        // After the mappings, since '＠' and '：' become '@' and ':'.
        return checkExcluded(PROFILE.enforce(text));
    }

    private static String checkExcluded(String prepared) {
        for (int i = 0; i < prepared.length(); i++) {
            if (EXCLUDED.indexOf(prepared.charAt(i)) >= 0) {
                throw illegal(prepared.charAt(i));
            }
        }
        return prepared;
    }

    private static IllegalArgumentException illegal(int codePoint) {
        return new IllegalArgumentException("its localpart has " + Quoted.codePoint(codePoint));
    }

    /**
     * The profile with what the library's own leaves out: it refuses every character that PRECIS allows by its context
     * ({@code col·lega}, a Persian name with a zero width non-joiner), and it lets variation selectors pass that show
     * nothing and make two localparts look like one.
     */
    private static final class UsernameCaseMapped extends PrecisProfile {

        private static final long serialVersionUID = 1;

        UsernameCaseMapped() {
            super(true);
        }

        @Override
        public String enforce(CharSequence input) {
            return stabilize(input, super::enforce);
        }

        @Override
        protected CharSequence applyWidthMappingRule(CharSequence input) {
            return widthMap(input);
        }

        @Override
        protected CharSequence applyAdditionalMappingRule(CharSequence input) {
            return input;
        }

        @Override
        protected CharSequence applyCaseMappingRule(CharSequence input) {
            return CaseMapping.toLowerCase(input.toString());
        }

        @Override
        protected CharSequence applyNormalizationRule(CharSequence input) {
            return Normalizer.normalize(input, Normalizer.Form.NFC);
        }

        @Override
        protected CharSequence applyDirectionalityRule(CharSequence input) {
            BidiRule.check(input.toString());
            return input;
        }

        /** Checks the characters against the IdentifierClass (RFC 8264, section 4.2). */
        @Override
        public String prepare(CharSequence input) {
            input.codePoints()
                    .filter(codePoint -> !ContextRules.isContextual(codePoint))
                    .forEach(this::checkIdentifierClass);
            ContextRules.check(input.toString());
            return input.toString();
        }

        private void checkIdentifierClass(int codePoint) {
            if (IdnaCharacters.isIgnorable(codePoint)) {
                throw illegal(codePoint);
            }
            try {
                super.prepare(Character.toString(codePoint));
            } catch (InvalidCodePointException e) {
                throw illegal(codePoint);
            }
        }
    }
}
