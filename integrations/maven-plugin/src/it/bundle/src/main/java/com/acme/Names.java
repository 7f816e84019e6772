package com.acme;

public final class Names {
    public static final String TOWNS = "towns";

    private Names() {}
}
