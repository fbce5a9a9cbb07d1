package dev.bursar.launcher;

/** What {@code ./bursar help} prints. */
final class Help {
    static final String TEXT = """
            Usage: ./bursar <command>

              up               build what is missing, start everything, print addresses, logins and a key
                --json           print them as one JSON object
                --fresh          forget all state first
                --no-build       use the jars as they are
                --keycloak       sign people in with Keycloak, with an outside company to try single sign-on with;
                                 an installation keeps the issuer that it began with. It runs by container where an
                                 engine has the image, else from its distribution: =container and =distribution choose
                --port-base N    console on port N, the others on the six after it (usual: %d)
              down             end everything; state stays
              status           what runs; exit code 0 if all is ready
              logs [SERVICE] [-f]   the last lines of control-plane, gateway, console and keycloak; -f goes on
              test [OPTIONS]   build and test everything: ./mvnw verify with the right JDK
              jdk              the folder of the JDK that was found
              warm             make starts faster; up does it in the background
              help             this

            Environment:
              BURSAR_HOME      where state lives (usual: .bursar)
              BURSAR_PORT_BASE, BURSAR_CONSOLE_PORT, BURSAR_ADMIN_PORT, BURSAR_NODE_PORT, BURSAR_GATEWAY_PORT,
              BURSAR_MANAGEMENT_PORT, BURSAR_POSTGRES_PORT, BURSAR_KEYCLOAK_PORT
                               ports, for several installations side by side
              BURSAR_KEYCLOAK_IMAGE
                               of Keycloak (usual: keycloak/keycloak:26.7)
              BURSAR_WARM=off  no background work after up
              JAVA_HOME        a JDK 25 or newer, if it is not in one of the usual places""".formatted(Ports.USUAL_BASE);

    private Help() {}
}
