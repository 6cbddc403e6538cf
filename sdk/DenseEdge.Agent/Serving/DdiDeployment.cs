using System.Globalization;
using System.Text.Json.Serialization;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Serving;

/// <summary>The answer that says what shall be installed.</summary>
internal sealed record DdiDeployment
{
    private const string DigestKey = "denseedge.digest";
    private const string ReleaseKey = "denseedge.release";
    private const string BundleEnding = ".bundle";

    public string? Id { get; init; }

    public Work? Deployment { get; init; }

    /// <summary>What is assigned: the first chunk that has a bundle.</summary>
    /// <param name="actionId">The action that was asked for.</param>
    /// <exception cref="UpdateException">It is no assignment of a bundle; the action has failed.</exception>
    public Assignment AssignmentOf(string actionId)
    {
        Chunk chunk = Deployment?.Chunks?.FirstOrDefault(chunk => chunk is { Name: not null, Version: not null })
            ?? throw Refused(actionId, "an assignment with a chunk that has a name and a version, found none");
        string? digest = chunk.Value(DigestKey);
        bool hasRelease = long.TryParse(
            chunk.Value(ReleaseKey), NumberStyles.None, CultureInfo.InvariantCulture, out long release) && release > 0;
        if (digest is not null && !ModelReference.IsDigest(digest))
        {
            throw Refused(actionId, $"a digest as {DigestKey}, found '{digest}'");
        }

        return new Assignment(actionId, chunk.Name!, chunk.Version!)
        {
            Digest = digest,
            Release = hasRelease ? release : null,
            Artifact = ArtifactOf(chunk, actionId),
        };
    }

    private static AssignedArtifact? ArtifactOf(Chunk chunk, string actionId)
    {
        Artifact[] all = [.. chunk.Artifacts?.OfType<Artifact>() ?? []];
        Artifact? artifact = all.FirstOrDefault(
            candidate => candidate.Filename?.EndsWith(BundleEnding, StringComparison.OrdinalIgnoreCase) == true)
            ?? (all.Length == 1 ? all[0] : null);
        if (artifact is null)
        {
            return all.Length == 0 ? null : throw Refused(actionId, $"one file *{BundleEnding}, found {all.Length} others");
        }

        string? sha256 = artifact.Hashes?.Sha256?.ToLowerInvariant();
        string? link = (artifact.Links?.Download ?? artifact.Links?.DownloadHttp)?.Href;
        bool isRight = BlobDigest.IsValid("sha256:" + sha256) && artifact.Size > 0
            && artifact.Size <= BundleLimits.Default.MostTotalBytes && link is not null && SourceOptions.IsWeb(link);
        return isRight
            ? new AssignedArtifact(artifact.Filename ?? "bundle", artifact.Size, sha256!, new Uri(link!))
            : throw Refused(
                actionId,
                $"'{artifact.Filename}' with a size up to {BundleLimits.Default.MostTotalBytes}, a SHA-256 and a link, found "
                + $"{artifact.Size} bytes, SHA-256 '{sha256}', link '{link}'");
    }

    private static UpdateException Refused(string actionId, string expected)
        => new(UpdateFailure.Refused, $"Expected {expected}.") { ActionId = actionId };

    internal sealed record Work
    {
        public IReadOnlyList<Chunk?>? Chunks { get; init; }
    }

    internal sealed record Chunk
    {
        public string? Name { get; init; }

        public string? Version { get; init; }

        public IReadOnlyList<Artifact?>? Artifacts { get; init; }

        public IReadOnlyList<Metadata?>? Metadata { get; init; }

        public string? Value(string key) => Metadata?.FirstOrDefault(entry => entry?.Key == key)?.Value;
    }

    internal sealed record Metadata
    {
        public string? Key { get; init; }

        public string? Value { get; init; }
    }

    internal sealed record Artifact
    {
        public string? Filename { get; init; }

        public long Size { get; init; }

        public Hashes? Hashes { get; init; }

        [JsonPropertyName("_links")]
        public ArtifactLinks? Links { get; init; }
    }

    internal sealed record Hashes
    {
        public string? Sha256 { get; init; }
    }

    internal sealed record ArtifactLinks
    {
        public DdiLink? Download { get; init; }

        [JsonPropertyName("download-http")]
        public DdiLink? DownloadHttp { get; init; }
    }
}
