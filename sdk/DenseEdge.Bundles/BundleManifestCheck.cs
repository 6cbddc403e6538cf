using System.Text.RegularExpressions;

namespace DenseEdge.Bundles;

/// <summary>Whether a manifest makes sense. All faults are told at once.</summary>
internal static partial class BundleManifestCheck
{
    /// <summary>The most variants of one bundle.</summary>
    public const int MostModels = 64;

    private const int MostTasks = 16;
    private const int LargestSide = 1 << 14;
    private const int NonBacktrackingMs = 1000;

    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="InvalidDataException">The manifest has faults; the message lists them.</exception>
    public static BundleManifest Checked(BundleManifest manifest, string source)
    {
        List<string> faults = [];
        Require(faults, NamePattern().IsMatch(manifest.Name), "name", "lower-case letters, digits and . _ - /", manifest.Name);
        Require(faults, VersionPattern().IsMatch(manifest.Version), "version", "a version such as 1.4.0", manifest.Version);
        Require(faults, manifest.ReleaseCounter >= 0, "release_counter", "at least 0", manifest.ReleaseCounter);
        Require(faults, manifest.GoldenSize is > 0, "golden_size", "a number of bytes", manifest.GoldenSize);
        Require(faults, BlobDigest.IsValid(manifest.GoldenDigest), "golden_digest", BlobDigest.Form, manifest.GoldenDigest);
        CheckTasks(manifest, faults);
        CheckModels(manifest, faults);
        return faults.Count == 0
            ? manifest
            : throw new InvalidDataException($"{source}: the bundle's manifest is wrong: {string.Join(" ", faults)}");
    }

    private static void CheckTasks(BundleManifest manifest, List<string> faults)
    {
        int different = manifest.Tasks.Select(task => task.Task).Distinct().Count();
        Require(
            faults, different is > 0 and <= MostTasks && different == manifest.Tasks.Count, "tasks",
            "different tasks", $"{manifest.Tasks.Count} of {different} kinds");
        InputContract contract = manifest.InputContract;
        Require(
            faults, contract.OutputHeight is > 0 and <= LargestSide && contract.OutputWidth is > 0 and <= LargestSide,
            "input_contract", $"sides from 1 to {LargestSide} pixels", $"{contract.OutputHeight}x{contract.OutputWidth}");
        Require(faults, contract.Pixels == InputContract.Rgb24, "input_contract.pixels", InputContract.Rgb24, contract.Pixels);
    }

    private static void CheckModels(BundleManifest manifest, List<string> faults)
    {
        Require(faults, manifest.Models.Count is > 0 and <= MostModels, "models", $"1 to {MostModels}", manifest.Models.Count);
        int files = manifest.Models.Select(model => model.File).Distinct(StringComparer.Ordinal).Count();
        Require(faults, files == manifest.Models.Count, "models", "different files", $"{manifest.Models.Count} of {files} names");
        int digests = manifest.Models.Select(model => model.Digest).Distinct(StringComparer.Ordinal).Count();
        Require(
            faults, digests == manifest.Models.Count, "models", "models that differ", $"{manifest.Models.Count} of {digests} "
                + $"digests");
        foreach (ModelVariant model in manifest.Models)
        {
            Require(faults, FilePattern().IsMatch(model.File), "file", "a plain name that ends in .onnx", model.File);
            Require(faults, BlobDigest.IsValid(model.Digest), "digest", BlobDigest.Form, model.Digest);
            Require(faults, model.Size > 0, "size", "a number of bytes", model.Size);
            Require(
                faults, model.InputHeight is > 0 and <= LargestSide && model.InputWidth is > 0 and <= LargestSide, "input",
                $"sides from 1 to {LargestSide} pixels", $"{model.InputHeight}x{model.InputWidth}");
            Require(faults, model.Runtimes.Count > 0, "runtimes", "at least one", "none");
            Require(
                faults, model.Runtimes.All(IsComparable), "runtimes", "versions such as 10.3.0",
                string.Join(", ", model.Runtimes));
            Require(
                faults, model.LatencyPromise is null or { P95Ms: > 0 and < double.PositiveInfinity }, "latency_promise",
                "milliseconds above 0", model.LatencyPromise?.P95Ms ?? 0);
        }
    }

    private static bool IsComparable(RuntimeRange range)
        => (range.From is null || RuntimeVersion.TryParse(range.From) is not null)
            && (range.Below is null || RuntimeVersion.TryParse(range.Below) is not null);

    private static void Require<T>(List<string> faults, bool isRight, string field, string expected, T found)
    {
        if (!isRight)
        {
            faults.Add($"Expected {expected} for {field}, found '{found}'.");
        }
    }

    // The grammar of repository names in the OCI distribution specification.
    [GeneratedRegex(
        "^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$", RegexOptions.ExplicitCapture, NonBacktrackingMs)]
    private static partial Regex NamePattern();

    // Semantic Versioning 2.0.0 without build metadata: '+' may not stand in a registry's tag.
    [GeneratedRegex(
        "^(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z-]{1,32}(\\.[0-9A-Za-z-]{1,32}){0,4})?$",
        RegexOptions.ExplicitCapture, NonBacktrackingMs)]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._+-]{0,120}\\.onnx$", RegexOptions.ExplicitCapture, NonBacktrackingMs)]
    private static partial Regex FilePattern();
}
