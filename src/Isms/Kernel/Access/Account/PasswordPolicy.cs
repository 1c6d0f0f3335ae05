using System.Collections.Frozen;
using Isms.Kernel.Http;

namespace Isms.Kernel.Access.Account;

/// <summary>What a password must be, besides not being one of the last ones.</summary>
internal static class PasswordPolicy
{
    /// <summary>Longer ones are refused before any hashing.</summary>
    public const int Longest = 128;

    /// <summary>From this length on, a passphrase needs no mixture of characters.</summary>
    private const int Passphrase = 16;

    // Lower case, letters only: what is left of the usual choices when digits and symbols around them are taken away.
    private static readonly FrozenSet<string> CommonWords = new[]
    {
        "password", "passw", "passwd", "passwordpassword", "pwd", "p", "pass", "mypassword", "admin", "administrator", "adminadmin", "root", "user", "test", "testtest", "guest",
        "login", "welcome", "letmein", "changeme", "default", "secret", "master", "monkey", "dragon", "football", "iloveyou", "woaini", "woaiwojia", "wangluo",
        "mima", "wodemima", "guanliyuan", "qwerty", "qwertyuiop", "asdf", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "qaz", "qwe", "qweasd", "qweasdzxc",
        "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcabc", "aa", "aaa", "aaaa", "a", "q", "qq", "company", "huawei", "china", "zhongguo", "beijing", "shanghai", "shenzhen",
        "isms", "iso", "security", "anquan", "xinxianquan", "summer", "winter", "spring", "autumn", "sunshine", "princess", "hello", "helloworld", "nihao",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is wrong with the password; empty when it may be used.</summary>
    /// <param name="field">Name of the field it was entered in.</param>
    /// <param name="shortest">Characters it must have at least.</param>
    public static IReadOnlyList<FieldProblem> Check(string field, string password, string userName, int shortest)
    {
        var problems = new List<FieldProblem>();
        if (password.Length < shortest)
            problems.Add(new FieldProblem(field, "kernel.password-too-short", shortest));
        if (password.Length > Longest)
            problems.Add(new FieldProblem(field, "kernel.field-too-long", Longest));
        if (password.Length < Passphrase && KindsIn(password) < 3)
            problems.Add(new FieldProblem(field, "kernel.password-too-simple", Passphrase));
        if (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            problems.Add(new FieldProblem(field, "kernel.password-has-user-name"));
        if (IsCommon(password))
            problems.Add(new FieldProblem(field, "kernel.password-common"));
        return problems;
    }

    private static bool IsCommon(string password)
    {
        var letters = string.Concat(password.Where(char.IsLetter)).ToLowerInvariant();
        return letters.Length == 0 || CommonWords.Contains(letters) || password.Distinct().Count() < 5;
    }

    private static int KindsIn(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);
}
