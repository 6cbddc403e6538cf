using DenseEdge.Agent.Storing;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A store as an app sees it: through the pointer, by the answers of the model.</summary>
internal static class ActiveScene
{
    /// <summary>Checks that a release is active and whole, that it is what an app computes with, and that nothing else is there
    /// but the release before it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="active">The release.</param>
    /// <param name="before">The one to return to; null for none.</param>
    public static void AssertRuns(ModelStore store, SceneRelease active, SceneRelease? before = null)
    {
        ActivePointer pointer = ActivePointer.Read(store.Files, store.Paths.Root)!;
        Assert.Equal((active.Version, active.Release), (WholeActive(store)!.Version, WholeActive(store)!.Release));
        Assert.Equal(before?.Version, pointer.LastKnownGood is { } good ? store.Find(good.Digest)!.Version : null);
        Assert.Equal(
            new[] { active, before }.OfType<SceneRelease>().Select(release => release.Version).Order(),
            store.Models().Select(known => known.Version).Order());
        Assert.Equal(store.Models().Count, Directory.GetDirectories(store.Paths.Models).Length);
        Assert.DoesNotContain(Directory.GetDirectories(store.Paths.Downloads), IsUnpacked);

        // Red of 100 everywhere: the answer is 100 times the release's factor.
        Assert.Equal(100 * active.MetersPerRed, Depth(store, red: 100), 1e-4f);
    }

    /// <summary>The active model, every byte of it as it was installed; null before the first.</summary>
    public static InstalledModel? WholeActive(ModelStore store)
    {
        if (ActivePointer.Read(store.Files, store.Paths.Root) is not { } pointer)
        {
            return null;
        }

        InstalledModel? model = store.Find(pointer.Active.Digest);
        Assert.NotNull(model);
        Assert.Null(store.FindDamage(model));
        return model;
    }

    private static bool IsUnpacked(string folder) => folder.EndsWith(".staging", StringComparison.Ordinal);

    private static float Depth(ModelStore store, byte red)
    {
        using DensePredictor predictor = DensePredictor.LoadActive(
            store.Paths.Root, new ActiveModelOptions { Predictor = new PredictorOptions { ThreadCount = 1 } });
        Rgb24Image image = new(predictor.Model.InputHeight, predictor.Model.InputWidth);
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = red;
        }

        using DensePrediction prediction = predictor.Run(image);
        return prediction.Depth!.Value.Meters.Span[0];
    }
}
