using DenseEdge.Parity.Vectors;

namespace DenseEdge.Parity.Layouts;

/// <summary>Every layout that can be told from its keys.</summary>
internal static class VectorLayouts
{
    /// <summary>The layouts; the first one that fits is the one.</summary>
    public static IReadOnlyList<IVectorLayout> All { get; } =
    [
        new FullNetworkLayout(), new SearchHeadLayout(), new TrainingStepLayout(), new HeadLayout(), new ContextModuleLayout(),
        new SearchPairLayout(), new ContextBlockLayout(), new SpatialNormalizationLayout(), new LossTotalLayout(),
        new LossesLayout(), new MetricsLayout(), new BoundaryScoreLayout(), new ScheduleLayout(), new TransformsLayout(),
        new PascalLabelsLayout(),
    ];

    /// <summary>Finds the layout of a file; null if none fits.</summary>
    /// <param name="file">The file.</param>
    public static IVectorLayout? Find(VectorFile file) => All.FirstOrDefault(layout => layout.Fits(file));
}
