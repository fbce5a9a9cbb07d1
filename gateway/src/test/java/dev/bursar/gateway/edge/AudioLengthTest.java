package dev.bursar.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AudioLengthTest {
    @Test
    void readsTheLengthOfPlainWavOffItsHeader() {
        assertThat(seconds(wav(1, 1, 16_000, 16, 160_000))).isBetween(5L, 6L);
        assertThat(seconds(wav(3, 2, 48_000, 32, 768_000))).isBetween(2L, 3L);
        // One sample a second plays long: 1,000 bytes are 1,000 seconds.
        assertThat(seconds(wav(1, 1, 1, 8, 1_000))).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void takesMp3AtItsLowestBitRate() {
        byte[] mp3 = new byte[50_000];
        mp3[0] = (byte) 0xff;
        mp3[1] = (byte) 0xfb;
        mp3[2] = (byte) 0x90;
        assertThat(seconds(mp3)).isBetween(50L, 52L);
        byte[] tagged = new byte[50_000];
        System.arraycopy("ID3\4\0\0\0\0\0\24".getBytes(StandardCharsets.ISO_8859_1), 0, tagged, 0, 10);
        System.arraycopy(mp3, 0, tagged, 30, 4);
        assertThat(seconds(tagged)).isBetween(50L, 52L);
    }

    @Test
    void doesNotTrustWhatItCannotMeasure() {
        assertThat(seconds("fLaC and silence".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(AudioLength.UNKNOWN);
        assertThat(seconds(wav(0x55, 1, 16_000, 16, 1_000))).isEqualTo(AudioLength.UNKNOWN);
        assertThat(seconds(wav(1, 1, 0, 16, 1_000))).isEqualTo(AudioLength.UNKNOWN);
        assertThat(seconds(new byte[0])).isEqualTo(AudioLength.UNKNOWN);
        byte[] freeFormat = {(byte) 0xff, (byte) 0xfb, 0x00, 0x00, 0x00, 0x00};
        assertThat(seconds(freeFormat)).isEqualTo(AudioLength.UNKNOWN);
        byte[] lenient = "UklG!!!!RgAA".getBytes(StandardCharsets.US_ASCII);
        assertThat(AudioLength.seconds(lenient, 0, lenient.length)).isEqualTo(AudioLength.UNKNOWN);
    }

    private static long seconds(byte[] file) {
        byte[] text = Base64.getEncoder().encode(file);
        return AudioLength.seconds(text, 0, text.length);
    }

    private static byte[] wav(int format, int channels, int samplesPerSecond, int bits, int dataBytes) {
        ByteBuffer out = ByteBuffer.allocate(44 + Math.max(4, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) format);
        out.putShort((short) channels).putInt(samplesPerSecond).putInt(samplesPerSecond * channels * bits / 8);
        out.putShort((short) (channels * bits / 8)).putShort((short) bits);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        return out.array();
    }
}
