using System.Text.Json;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>A bundle that signed metadata describe: target path <c>models/NAME/VERSION/HEX</c>, and in its custom object
/// <c>release</c> (the release counter), and optionally <c>hardware</c> (words of board names) and
/// <c>minimum_agent</c>.</summary>
/// <param name="Target">The target.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Label">Its version.</param>
/// <param name="Digest">The bundle's digest.</param>
/// <param name="Release">Its release counter.</param>
internal sealed record ModelTarget(TargetInfo Target, string Name, string Label, string Digest, long Release)
{
    private const string Folder = "models/";

    /// <summary>Whether the target is the bundle's image manifest, whose blobs lie in a registry or beside the repository;
    /// else it is the bundle file.</summary>
    public bool IsImageManifest => Target.Hashes.GetValueOrDefault("sha256") == ModelReference.HexOf(Digest);

    /// <summary>Reads a target.</summary>
    /// <returns>Null if it is no bundle, or says less than a device needs.</returns>
    public static ModelTarget? TryRead(TargetInfo target)
    {
        string[] parts = target.Path.Split('/');
        if (!target.Path.StartsWith(Folder, StringComparison.Ordinal) || parts.Length < 4)
        {
            return null;
        }

        string digest = parts[^1].StartsWith("sha256:", StringComparison.Ordinal) ? parts[^1] : "sha256:" + parts[^1];
        bool isComplete = ModelReference.IsDigest(digest)
            && target.Custom is { ValueKind: JsonValueKind.Object } custom
            && custom.TryGetProperty("release", out JsonElement release)
            && release.ValueKind == JsonValueKind.Number && release.TryGetInt64(out long counter) && counter > 0;
        return isComplete
            ? new ModelTarget(
                target, string.Join('/', parts[1..^2]), parts[^2], digest, target.Custom!.Value.GetProperty("release").GetInt64())
            : null;
    }

    /// <summary>Whether the metadata let a device take it.</summary>
    /// <param name="boards">What the board is called.</param>
    /// <param name="agent">The agent's version.</param>
    public bool Fits(IReadOnlyList<string> boards, Version agent)
        => (Words("hardware") is not { Count: > 0 } hardware
                || hardware.Exists(word => boards.Any(board => board.Contains(word, StringComparison.OrdinalIgnoreCase))))
            && (!Target.Custom!.Value.TryGetProperty("minimum_agent", out JsonElement minimum)
                || (Version.TryParse(minimum.ValueKind == JsonValueKind.String ? minimum.GetString() : null, out Version? least)
                    && agent >= least));

    private List<string>? Words(string name)
        => Target.Custom!.Value.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
            : null;
}
