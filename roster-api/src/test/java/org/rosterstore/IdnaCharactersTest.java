package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5892, with ranges and code points of its appendix B.1. */
class IdnaCharactersTest {

    @ParameterizedTest
    @CsvSource({
        "2D, 2D",
        "30, 39",
        "61, 7A",
        "DF, F6",
        "F8, FF",
        "101, 101",
        "131, 131",
        "18C, 18D",
        "250, 2AF",
        "3AC, 3CE",
        "430, 45F",
        "5D0, 5EA",
        "620, 63F",
        "641, 65F",
        "6FD, 6FF",
        "94D, 94D",
        "E01, E32",
        "F0B, F0B",
        "10D0, 10FA",
        "13A0, 13F4",
        "3005, 3007",
        "302A, 302D",
        "3041, 3096",
        "30A1, 30FA",
        "30FC, 30FE",
        "4E00, 9FC3",
        "AC00, D7A3",
        "10428, 1049D",
        "20000, 2A6D6",
    })
    void valid(String first, String last) {
        assertThat(codePoints(first, last)).allMatch(IdnaCharacters::isValid);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2C",
        "2E, 2F",
        "3A, 60",
        "7B, B6",
        "B8, DE",
        "F7, F7",
        "132, 134",
        "149, 149",
        "17F, 17F",
        "1C4, 1CD",
        "2B0, 2B8",
        "340, 341",
        "343, 345",
        "34F, 34F",
        "37A, 37A",
        "386, 38F",
        "3CF, 3D6",
        "400, 42F",
        "587, 587",
        "640, 640",
        "675, 678",
        "7FA, 7FA",
        "E33, E33",
        "1100, 11FF",
        "13F8, 13FD",
        "17B4, 17B5",
        "180B, 180D",
        "1E9E, 1E9E",
        "2000, 200B",
        "200E, 214D",
        "302E, 303B",
        "30FF, 30FF",
        "3131, 318E",
        "AB70, ABBF",
        "D800, FA0D",
        "FB00, FB06",
        "FE00, FE0F",
        "FEFF, FFFF",
        "10400, 10427",
        "1D100, 1D126",
        "1D165, 1D1AD",
        "1D242, 1D244",
        "2F800, 2FA1D",
        "E0001, E01EF",
        "F0000, 10FFFF",
    })
    void disallowed(String first, String last) {
        assertThat(codePoints(first, last)).noneMatch(IdnaCharacters::isValid);
    }

    private static List<Integer> codePoints(String first, String last) {
        List<Integer> codePoints = IntStream.rangeClosed(Integer.parseInt(first, 16), Integer.parseInt(last, 16))
                .boxed()
                .toList();
        assertThat(codePoints).isNotEmpty();
        return codePoints;
    }
}
