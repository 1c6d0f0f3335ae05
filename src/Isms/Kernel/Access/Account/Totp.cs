using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Isms.Kernel.Access.Account;

/// <summary>Time-based one-time passwords as every authenticator app makes them: RFC 6238, SHA-1, 30 seconds, six digits.</summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret: 160 bits in Base32.</summary>
    public static string NewSecret()
    {
        Span<byte> random = stackalloc byte[32];
        RandomNumberGenerator.Fill(random);
        return string.Create(32, random, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Alphabet[bytes[i] & 31];
        });
    }

    public static long StepOf(DateTime now) => (long)(now - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    /// <summary>The code of one step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 and all authenticator apps: HMAC-SHA-1.")]
    public static string CodeOf(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Decode(secret), counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, the present one or one before or after for a clock that is off; null when it is none of them.</summary>
    public static long? Match(string secret, string code, DateTime now)
    {
        var present = StepOf(now);
        for (var step = present - 1; step <= present + 1; step++)
        {
            if (CodeOf(secret, step) == code)
                return step;
        }
        return null;
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        int buffer = 0, bits = 0, at = 0;
        foreach (var letter in secret)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }
        return bytes;
    }
}
