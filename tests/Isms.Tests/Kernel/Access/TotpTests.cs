using Isms.Kernel.Access.Account;

namespace Isms.Tests.Kernel.Access;

public sealed class TotpTests
{
    // "12345678901234567890" in Base32; times and codes of RFC 6238, appendix B, last six digits.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void Codes_are_those_of_the_standard(long unixTime, string code)
    {
        Totp.CodeOf(Secret, unixTime / 30).ShouldBe(code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-61, false)]
    [InlineData(61, false)]
    public void A_clock_may_be_off_by_one_step(int seconds, bool accepted)
    {
        var now = new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
        var code = Totp.CodeOf(Secret, Totp.StepOf(now.AddSeconds(seconds)));
        (Totp.Match(Secret, code, now) is not null).ShouldBe(accepted);
    }
}
