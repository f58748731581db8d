package org.imageinventory.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelled word was meant to be. */
public final class Spelling {

    private Spelling() {}

    /** Returns the name that was probably meant, if one is similar enough. */
    public static Optional<String> closest(String written, Collection<String> names) {
        var word = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))));
    }

    /** Returns the number of letters to insert, delete or replace (Levenshtein distance). */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
