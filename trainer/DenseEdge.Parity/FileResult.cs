using DenseEdge.Parity.Checks;

namespace DenseEdge.Parity;

/// <summary>What came out for one file.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Layout">What the file is about; null if it was not recognised or could not be read.</param>
/// <param name="Checks">Every comparison, in order.</param>
/// <param name="Fault">Why the file could not be compared as a whole; null if it was.</param>
/// <param name="Unchecked">Arrays that nothing looked at, other than descriptions; each is a failure.</param>
/// <param name="Unread">Descriptions ("meta/") that nothing looked at; worth knowing, but no failure.</param>
public sealed record FileResult(
    string Name, string? Layout, IReadOnlyList<ParityCheck> Checks, string? Fault, IReadOnlyList<string> Unchecked,
    IReadOnlyList<string> Unread)
{
    /// <summary>Whether the file was compared whole and every comparison holds.</summary>
    public bool Passed => Fault is null && Unchecked.Count == 0 && Checks.Count > 0 && Checks.All(check => check.Passed);

    /// <summary>The comparison that takes the largest share of its tolerance; null without any.</summary>
    public ParityCheck? Worst => Checks.MaxBy(check => check.ToleranceShare);

    /// <summary>The numbers that were compared.</summary>
    public long Numbers => Checks.Sum(check => check.Numbers);

    /// <summary>Everything that is wrong, one line each; empty if the file passed.</summary>
    public IEnumerable<string> Problems
    {
        get
        {
            foreach (ParityCheck check in Checks.Where(check => !check.Passed))
            {
                yield return $"{check.Name}: {check.Note}";
            }

            if (Unchecked.Count > 0)
            {
                yield return $"nothing checks {string.Join(", ", Unchecked)}";
            }

            if (Fault is not null)
            {
                yield return Fault;
            }
            else if (Checks.Count == 0)
            {
                yield return "the file holds nothing to check";
            }
        }
    }
}
