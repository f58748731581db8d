package org.imageinventory.standin;

/** The place of a parameter in the request. */
public enum Origin {
    QUERY,
    BODY
}
