using System.Text.RegularExpressions;

namespace DenseEdge.Bundles.Registries;

/// <summary>Where a bundle lies in an OCI registry.</summary>
/// <param name="Host">The registry, with its port if it has one.</param>
/// <param name="Repository">The repository's name.</param>
/// <param name="Tag">The tag; null for a reference by digest, or to a whole repository. A tag is a hint: whoever may push
/// can move it.</param>
/// <param name="Digest">The digest; null for a reference by tag, or to a whole repository.</param>
public sealed partial record RegistryReference(string Host, string Repository, string? Tag, string? Digest)
{
    /// <summary>How an address begins.</summary>
    public const string Scheme = "oci://";

    private const int MatchMs = 1000;

    /// <summary>Whether the registry runs on this machine (127.0.0.1, ::1, localhost), where TLS may be left out.</summary>
    public bool IsThisMachine => new Uri($"http://{Host}/").IsLoopback;

    /// <summary>Reads an address.</summary>
    /// <param name="text">Such as <c>oci://registry.example:5000/edge/scene:1.2.0</c>, or with <c>@sha256:…</c> in place of the
    /// tag.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static RegistryReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Pattern().Match(text);
        return match.Success
            ? new RegistryReference(
                match.Groups["host"].Value, match.Groups["name"].Value,
                match.Groups["tag"].Success ? match.Groups["tag"].Value : null,
                match.Groups["digest"].Success ? match.Groups["digest"].Value : null)
            : throw new FormatException(
                $"Expected an address such as oci://host:5000/edge/scene:1.2.0 or oci://host/edge/scene@sha256:…, found "
                + $"'{text}'.");
    }

    /// <summary>Reads the address of a whole repository, without a tag or a digest.</summary>
    /// <param name="text">Such as <c>oci://registry.example:5000/edge/models</c>.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static RegistryReference ParseRepository(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = RepositoryPattern().Match(text);
        return match.Success
            ? new RegistryReference(match.Groups["host"].Value, match.Groups["name"].Value, Tag: null, Digest: null)
            : throw new FormatException(
                $"Expected the address of a repository without a tag, such as oci://host:5000/edge/models, found '{text}'.");
    }

    /// <summary>Whether a text is meant as such an address.</summary>
    /// <param name="text">The text.</param>
    public static bool IsMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes the address.</summary>
    public override string ToString()
        => $"{Scheme}{Host}/{Repository}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    // Names and tags as the OCI distribution specification 1.1 has them.
    private const string RepositoryForm =
        @"^oci://(?<host>[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?|\[[0-9a-fA-F:]+\](:[0-9]{1,5})?)/"
        + @"(?<name>[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)";

    [GeneratedRegex(RepositoryForm + "$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(
        RepositoryForm + @"(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127})|@(?<digest>sha256:[0-9a-f]{64}))$",
        RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Pattern();
}
