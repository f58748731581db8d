package org.imageinventory.standin;

/** Where a parameter stood in the request. */
public enum Origin {
    QUERY,
    BODY
}
