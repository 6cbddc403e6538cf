using DenseEdge.Contracts;
using DenseEdge.Training.Relations;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Examples.DropInRefinement;

/// <summary>
/// A small network of one's own with three tasks that DenseEdge has never heard of: material (classes), height (a number) and
/// shadow (yes or no). Between its features and its predictions stands <see cref="RelationalContext"/>.
/// </summary>
public sealed class ThreeTaskNetwork : Module<Tensor, ThreeTaskPredictions>
{
    /// <summary>Classes of material.</summary>
    public const int Materials = 3;

    /// <summary>Bins of height for its coarse prediction.</summary>
    public const int HeightBins = 5;

    private const int Channels = 16;
    private const int ContextChannels = 8;

    [ComponentName(Name = "encoder")]
    private readonly Sequential _encoder;

    [ComponentName(Name = "features")]
    private readonly ModuleDict<Conv2d> _features;

    [ComponentName(Name = "auxiliary")]
    private readonly AuxiliaryPredictions _auxiliary;

    [ComponentName(Name = "context")]
    private readonly RelationalContext _context;

    [ComponentName(Name = "predictions")]
    private readonly ModuleDict<Conv2d> _predictions;

    /// <summary>Makes the network.</summary>
    public ThreeTaskNetwork()
        : base(nameof(ThreeTaskNetwork))
    {
        // Rows are targets, columns are sources: what does each task read from each?
        TaskRelations relations = new(
            ["material", "height", "shadow"],
            new[,]
            {
                { ContextType.TargetLabel, ContextType.None, ContextType.Local },
                { ContextType.SourceLabel, ContextType.Global, ContextType.None },
                { ContextType.Local, ContextType.SourceLabel, ContextType.Local },
            });

        _encoder = Sequential(
            Conv2d(3, Channels, 3, stride: 2, padding: 1), ReLU(), Conv2d(Channels, Channels, 3, stride: 2, padding: 1), ReLU());
        _features = ModuleDict(relations.Tasks.Select(task => (task, Conv2d(Channels, Channels, 3, padding: 1))).ToArray());
        _auxiliary = new AuxiliaryPredictions(
            relations, new Dictionary<string, int> { ["material"] = Materials, ["height"] = HeightBins }, Channels);
        _context = new RelationalContext(relations, Channels, ContextChannels);
        _predictions = ModuleDict(
            ("material", Conv2d(Channels, Materials, 1)), ("height", Conv2d(Channels, 1, 1)), ("shadow", Conv2d(Channels, 1, 1)));
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">Images, [N, 3, H, W], 0 to 1.</param>
    /// <returns>Predictions at a quarter of the size.</returns>
    public override ThreeTaskPredictions forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shared = _encoder.call(input);                                                       // [N, 16, H/4, W/4]
        Dictionary<string, Tensor> features = _features.ToDictionary(
            task => task.Item1, task => functional.relu(task.Item2.call(shared)));                  // [N, 16, H/4, W/4]
        IReadOnlyDictionary<string, Tensor> coarse = _auxiliary.call(shared);                       // [N, labels, H/4, W/4]
        IReadOnlyDictionary<string, Tensor> refined = _context.call(features, coarse);              // [N, 16, H/4, W/4]
        return new ThreeTaskPredictions(
            _predictions["material"].call(refined["material"]).MoveToOuterDisposeScope(),
            _predictions["height"].call(refined["height"]).MoveToOuterDisposeScope(),
            _predictions["shadow"].call(refined["shadow"]).MoveToOuterDisposeScope(),
            coarse["material"].MoveToOuterDisposeScope(),
            coarse["height"].MoveToOuterDisposeScope());
    }
}
