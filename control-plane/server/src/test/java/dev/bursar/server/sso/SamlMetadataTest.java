package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.platform.web.ProblemException;
import io.netty.pkitesting.CertificateBuilder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SamlMetadataTest {
    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    private final String certificate;

    SamlMetadataTest() throws Exception {
        certificate = Base64.getMimeEncoder()
                .encodeToString(new CertificateBuilder()
                        .subject("CN=login.example.org")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned()
                        .getCertificate()
                        .getEncoded());
    }

    @Test
    void readsWhatSigningInNeeds() {
        SamlMetadata metadata = SamlMetadata.read(document("", service(REDIRECT, "/r") + service(POST, "/p")), false);
        assertThat(metadata.entityId()).isEqualTo("https://login.example.org/id");
        assertThat(metadata.signOnUrl()).isEqualTo("https://login.example.org/p");
        assertThat(metadata.logoutUrl()).isEmpty();
        assertThat(metadata.certificates()).containsExactly(certificate.replaceAll("\\s", ""));
    }

    @Test
    void refusesDocumentTypesAndWhateverTheyBring() {
        String bomb = document("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", service(POST, "/p"));
        assertThatThrownBy(() -> SamlMetadata.read(bomb, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no SAML metadata");
    }

    @Test
    void refusesAnAddressInside() {
        String inside = document("", "<SingleSignOnService Binding=\"" + POST + "\" Location=\"https://10.0.0.1/p\"/>");
        assertThatThrownBy(() -> SamlMetadata.read(inside, false)).hasMessageContaining("private network");
        assertThat(SamlMetadata.read(inside, true).signOnUrl()).isEqualTo("https://10.0.0.1/p");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> SamlMetadata.read("<x/>", false)).hasMessageContaining("not one provider");
        assertThatThrownBy(() -> SamlMetadata.read(document("", ""), false)).hasMessageContaining("no address");
        String unsigned = document("", service(POST, "/p")).replaceAll("(?s)<KeyDescriptor.*?</KeyDescriptor>", "");
        assertThatThrownBy(() -> SamlMetadata.read(unsigned, false)).hasMessageContaining("no certificate");
        String broken = document("", service(POST, "/p")).replace(certificate, "AAAA");
        assertThatThrownBy(() -> SamlMetadata.read(broken, false)).hasMessageContaining("is none");
    }

    private static String service(String binding, String path) {
        return "<SingleSignOnService Binding=\"" + binding + "\" Location=\"https://login.example.org" + path + "\"/>";
    }

    private String document(String before, String services) {
        return before + """
                <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://login.example.org/id">
                  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
                      <X509Certificate>%s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
                    %s
                  </IDPSSODescriptor>
                </EntityDescriptor>""".formatted(certificate, services);
    }
}
