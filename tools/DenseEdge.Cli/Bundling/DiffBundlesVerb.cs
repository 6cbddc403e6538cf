using System.Globalization;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Deltas;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle diff.</summary>
internal static class DiffBundlesVerb
{
    private const int LargestShown = 5;

    /// <summary>Compares two bundles, or two models.</summary>
    /// <param name="olderPath">The older.</param>
    /// <param name="newerPath">The newer.</param>
    /// <param name="allTensors">Whether to list every tensor that changed.</param>
    /// <param name="output">Takes the lines.</param>
    public static int Run(string olderPath, string newerPath, bool allTensors, TextWriter output)
    {
        using OpenedModels older = OpenedModels.Open(olderPath);
        using OpenedModels newer = OpenedModels.Open(newerPath);
        CompareManifests(older.Manifest, newer.Manifest, output);
        foreach (ModelVariant model in newer.Models)
        {
            if (older.Partner(model) is { } old)
            {
                CompareModels(older, old, newer, model, allTensors, output);
            }
            else
            {
                output.WriteLine(
                    $"{model.File}: new ({model.Target ?? "any target"}, {model.Precision.Key()}), {model.Size} bytes");
            }
        }

        foreach (ModelVariant old in older.Models.Where(old => newer.Manifest is not null && newer.Partner(old) is null))
        {
            output.WriteLine($"{old.File}: gone ({old.Target ?? "any target"}, {old.Precision.Key()})");
        }

        return 0;
    }

    private static void CompareManifests(BundleManifest? older, BundleManifest? newer, TextWriter output)
    {
        if (older is null || newer is null)
        {
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{older.Name} {older.Version} (release {older.ReleaseCounter}) -> {newer.Name} {newer.Version} (release "
            + $"{newer.ReleaseCounter})"));
        if (!older.Tasks.SequenceEqual(newer.Tasks))
        {
            output.WriteLine("tasks or classes differ");
        }

        if (older.GoldenDigest != newer.GoldenDigest)
        {
            output.WriteLine("golden frames differ");
        }
    }

    private static void CompareModels(
        OpenedModels older, ModelVariant old, OpenedModels newer, ModelVariant model, bool allTensors, TextWriter output)
    {
        if (old.Digest == model.Digest)
        {
            output.WriteLine($"{model.File}: the same file");
            return;
        }

        using Stream source = older.Read(old);
        using Stream result = newer.Read(model);
        using MemoryStream delta = new();
        IReadOnlyList<TensorChange> changes = ModelDelta.Create(source, result, delta);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.File}: {old.Size} -> {model.Size} bytes; a delta is {delta.Length} bytes, "
            + $"{100.0 * delta.Length / model.Size:F1} % "
            + $"of the model{(ModelDelta.Pays(delta.Length, model.Size) ? "" : " (too much to be used)")}"));
        WriteKinds(changes, output);
        TensorChange[] changed = [.. changes.Where(change => change.Kind != TensorChangeKind.Same)
            .OrderByDescending(change => change.EstimatedBytes)];
        foreach (TensorChange change in allTensors ? changed : changed.Take(LargestShown))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {change.Name}: {Word(change.Kind)}, {100 * change.ChangedShare:F1} % of {change.Bytes} bytes changed, "
                + $"costs about {change.EstimatedBytes}"));
        }
    }

    private static void WriteKinds(IReadOnlyList<TensorChange> changes, TextWriter output)
    {
        foreach (var kind in changes.GroupBy(change => change.Kind).OrderBy(kind => kind.Key))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {kind.Count()} tensors {Word(kind.Key)}: {kind.Sum(change => change.Bytes)} bytes, cost about "
                + $"{kind.Sum(change => change.EstimatedBytes)}"));
        }
    }

    private static string Word(TensorChangeKind kind) => kind switch
    {
        TensorChangeKind.Same => "stayed",
        TensorChangeKind.Difference => "as differences",
        _ => "whole",
    };
}
