package dev.bursar.launcher;

/**
 * A second realm, as some company that has an identity provider of its own: to try single sign-on with.
 *
 * @param url of the realm
 * @param secret of the client {@code bursar} there
 * @param password of its people
 */
record OutsideCompany(String url, String secret, String password) {
    static final String REALM = "outside-company";

    @Override
    public String toString() {
        return "OutsideCompany[" + url + "]";
    }

    String json() {
        return ",\"outsideCompany\":{\"metadata\":" + Summary.quote(url) + ",\"samlMetadata\":" + Summary.quote(saml())
                + ",\"clientId\":\"bursar\",\"clientSecret\":" + Summary.quote(secret)
                + ",\"person\":\"ada@outside.test\",\"password\":" + Summary.quote(password) + "}";
    }

    String text() {
        return """

                To try single sign-on: in the console under Access, Single sign-on, connect the company outside.test

                  Discovery   %s
                  or SAML     %s
                  Client      bursar, secret %s
                  Person      ada@outside.test, password %s, in the group engineers
                """.formatted(url, saml(), secret, password);
    }

    private String saml() {
        return url + "/protocol/saml/descriptor";
    }
}
