using System.Diagnostics.CodeAnalysis;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Choosing;

/// <summary>The variant of a bundle that a device shall run, or why there is none.</summary>
public sealed record BundleChoice
{
    private BundleChoice()
    {
    }

    /// <summary>The variant; null if none fits.</summary>
    public ModelVariant? Variant { get; private init; }

    /// <summary>What shall compute it; null if none fits.</summary>
    public ExecutionProvider? Provider { get; private init; }

    /// <summary>The variants that don't fit, each with the reason.</summary>
    public required IReadOnlyList<VariantRefusal> Refusals { get; init; }

    /// <summary>Whether there is a variant.</summary>
    [MemberNotNullWhen(true, nameof(Variant), nameof(Provider))]
    public bool Fits => Variant is not null && Provider is not null;

    /// <summary>Chooses: the fastest kind of engine first (<see cref="ExecutionProviders.Automatic"/>), then a variant for this
    /// board before one for any, one for a target before a plain one, the coarser precision before the finer, and the order of
    /// the manifest last.</summary>
    /// <param name="manifest">The bundle.</param>
    /// <param name="device">The device.</param>
    public static BundleChoice For(BundleManifest manifest, DeviceFacts device)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(device);
        List<VariantRefusal> refusals = [];
        List<(ModelVariant Variant, ExecutionProvider Provider)> fitting = [];
        foreach (ModelVariant variant in manifest.Models)
        {
            if (Refusal(variant, device) is { } reason)
            {
                refusals.Add(new VariantRefusal(variant.File, reason));
            }
            else
            {
                fitting.Add((variant, Best(variant, device)!.Value));
            }
        }

        if (fitting.Count == 0)
        {
            return new BundleChoice { Refusals = refusals };
        }

        // OrderBy is stable: equals stay in the manifest's order.
        (ModelVariant best, ExecutionProvider provider) = fitting
            .OrderBy(candidate => Rank(candidate.Provider))
            .ThenBy(candidate => candidate.Variant.Boards.Count == 0)
            .ThenBy(candidate => candidate.Variant.Target is null)
            .ThenByDescending(candidate => candidate.Variant.Precision)
            .First();
        return new BundleChoice { Variant = best, Provider = provider, Refusals = refusals };
    }

    /// <summary>Demands a variant.</summary>
    /// <returns>It, with what shall compute it.</returns>
    /// <exception cref="InvalidDataException">None fits; the message says why for each.</exception>
    public (ModelVariant Variant, ExecutionProvider Provider) Require() => Fits
        ? (Variant, Provider.Value)
        : throw new InvalidDataException(
            $"No model of the bundle fits this device. {string.Join(" ", Refusals.Select(Sentence))}");

    private static string Sentence(VariantRefusal refusal) => $"{refusal.File}: {refusal.Reason}.";

    private static string? Refusal(ModelVariant variant, DeviceFacts device)
    {
        if (variant.Boards.Count > 0 && !variant.Boards.Any(board => HasBoard(device, board)))
        {
            string found = device.BoardNames.Count == 0 ? "an unknown one" : string.Join(", ", device.BoardNames);
            return $"it is for boards named {string.Join(" or ", variant.Boards)}, this is {found}";
        }

        if (Best(variant, device) is null)
        {
            string found = device.Runtimes.Count == 0
                ? "no engine"
                : string.Join(", ", device.Runtimes.Select(runtime => $"{runtime.Provider} {runtime.Version}"));
            return $"it needs {string.Join(" or ", variant.Runtimes)}, this device has {found}";
        }

        return null;
    }

    private static bool HasBoard(DeviceFacts device, string board)
        => device.BoardNames.Any(name => name.Contains(board, StringComparison.OrdinalIgnoreCase));

    private static ExecutionProvider? Best(ModelVariant variant, DeviceFacts device) => device.Runtimes
        .Where(runtime => variant.Runtimes.Any(range => Takes(range, runtime)))
        .OrderBy(runtime => Rank(runtime.Provider))
        .Select(runtime => (ExecutionProvider?)runtime.Provider)
        .FirstOrDefault();

    // A device that doesn't know a version of its engine can't promise that it lies in a range.
    private static bool Takes(RuntimeRange range, RuntimeFact runtime)
        => range.Provider == runtime.Provider
            && (range is { From: null, Below: null }
                || (RuntimeVersion.TryParse(runtime.Version) is not null && range.Contains(runtime.Version)));

    private static int Rank(ExecutionProvider provider)
    {
        int rank = ExecutionProviders.Automatic.ToList().IndexOf(provider);
        return rank < 0 ? int.MaxValue : rank;
    }
}
