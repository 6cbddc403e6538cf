using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>
/// Writes the attention between tasks. Factors such as 1 / sqrt(D) are folded into projections: a rectifier passes a
/// positive factor through.
/// </summary>
internal sealed class ContextExport(
    LayerExport layers,
    RelationalContextHead head,
    Genotype genotype,
    IReadOnlyDictionary<TaskKind, GraphValue> features,
    IReadOnlyDictionary<TaskKind, GraphValue> maps)
{
    private readonly OnnxGraphBuilder _graph = layers.Graph;
    private readonly Dictionary<(TaskKind Map, TaskKind Source), GraphValue> _regions = [];

    /// <returns>Refined features by task, [1, C, h, w].</returns>
    public IReadOnlyDictionary<TaskKind, GraphValue> Write() => genotype.Tasks.ToDictionary(target => target, Refine);

    private GraphValue Refine(TaskKind target)
    {
        using IDisposable scope = _graph.Scope(target.Key());
        IReadOnlyList<TaskKind> sources = genotype.SelectedSources(target);
        GraphValue input = features[target];
        if (sources.Count > 0)
        {
            GraphValue contexts = _graph.Concat(1, [.. sources.Select(source => Read(target, source))]);
            GraphValue projected = layers.Block(contexts, head.Relations.OutProjections[target]);
            input = _graph.Concat(1, input, projected);
        }

        return layers.Block(input, head.Relations.Fusions[target]);
    }

    private GraphValue Read(TaskKind target, TaskKind source)
    {
        using IDisposable scope = _graph.Scope($"from-{source.Key()}");
        ContextPoolingBlock block = head.Relations.ContextBlocks[(target, source)];
        return block.Type switch
        {
            ContextType.Global => Global(block, features[target], features[source]),
            ContextType.Local => Local(block, features[target], features[source]),
            ContextType.TargetLabel => Label(block, features[target], Regions(target, source)),
            ContextType.SourceLabel => Label(block, features[target], Regions(source, source)),
            _ => throw new UnreachableException($"A pair without context has no block ({target} from {source})."),
        };
    }

    /// <summary>Linear attention: see <see cref="GlobalContext"/>.</summary>
    private GraphValue Global(ContextPoolingBlock block, GraphValue target, GraphValue source)
    {
        GraphValue query = Flat(Softplus(Project(target, block.QueryProjection, 1)));       // [1, D, hw]
        GraphValue key = Flat(Softplus(Project(source, block.KeyProjection, 1)));           // [1, D, hw]
        GraphValue value = Flat(layers.Block(source, block.ValueProjection));               // [1, D, hw]
        GraphValue context = _graph.MatMul(value, Swap(key));                               // [1, D, D]
        GraphValue keySum = Swap(_graph.ReduceSum(key, keepDims: true, 2));                 // [1, 1, D]
        GraphValue weight = _graph.Max(
            _graph.MatMul(keySum, query), _graph.Scalar((float)GlobalContext.SmallestDenominator));     // [1, 1, hw]
        return Unflat(_graph.Div(_graph.MatMul(context, query), weight), target);
    }

    /// <summary>Attention in a window, cut into tiles: see <see cref="LocalContext"/>.</summary>
    private GraphValue Local(ContextPoolingBlock block, GraphValue target, GraphValue source)
    {
        TileExport tiles = new(_graph, target[2], target[3], block.Window);
        int channels = checked((int)block.ValueProjection.Conv.weight!.shape[0]);
        GraphValue query = tiles.CutQueries(Project(target, block.QueryProjection, 1 / Math.Sqrt(channels)));
        GraphValue key = tiles.CutKeys(Project(source, block.KeyProjection, 1));
        GraphValue value = tiles.CutKeys(layers.Block(source, block.ValueProjection));
        GraphValue scores = _graph.Add(_graph.MatMul(query, Swap(key)), tiles.Mask());      // [tiles, queries, keys]
        return tiles.Join(_graph.MatMul(_graph.Softmax(scores, 2), value));
    }

    /// <summary>Attention over regions: see <see cref="LabelContext"/>.</summary>
    private GraphValue Label(ContextPoolingBlock block, GraphValue target, GraphValue regions)
    {
        int channels = checked((int)block.ValueProjection.Conv.weight!.shape[0]);
        GraphValue query = Flat(Project(target, block.QueryProjection, 1));                         // [1, D, hw]
        GraphValue key = Flat(Project(regions, block.KeyProjection, 1 / Math.Sqrt(channels)));      // [1, D, L]
        GraphValue value = Flat(layers.Block(regions, block.ValueProjection));                      // [1, D, L]

        // Labels last, where a softmax is fast; the transposed factors cost nothing, the products read them in place.
        GraphValue weights = _graph.Softmax(_graph.MatMul(Swap(query), key), 2);                    // [1, hw, L]
        return Unflat(_graph.MatMul(value, Swap(weights)), target);
    }

    /// <summary>Features of a source averaged over the regions of a map, [1, C, L, 1]; several targets may read the
    /// same.</summary>
    private GraphValue Regions(TaskKind map, TaskKind source)
    {
        if (!_regions.TryGetValue((map, source), out GraphValue? regions))
        {
            GraphValue means = _graph.MatMul(Flat(features[source]), Swap(maps[map]));      // [1, C, L]
            regions = _graph.Reshape(means, 1, means[1], means[2], 1);
            _regions.Add((map, source), regions);
        }

        return regions;
    }

    private GraphValue Project(GraphValue input, IReadOnlyList<ConvBnRelu> projection, double factor)
    {
        GraphValue hidden = layers.Block(input, projection[0]);
        GraphValue output = layers.Conv(hidden, LayerExport.Fold(projection[1]).Times(factor));
        return layers.Rectify(output, projection[1].Rectifies);
    }

    /// <summary>ln(1 + exp(x)) as max(x, 0) + ln(1 + exp(−|x|)), which cannot overflow and runs on vectorised
    /// operators.</summary>
    private GraphValue Softplus(GraphValue input)
    {
        GraphValue small = _graph.Exp(_graph.Neg(_graph.Abs(input)));
        return _graph.Add(_graph.Relu(input), _graph.Log(_graph.Add(small, _graph.Scalar(1))));
    }

    private GraphValue Flat(GraphValue map) => _graph.Reshape(map, 1, map[1], map[2] * map[3]);

    private GraphValue Swap(GraphValue matrix) => _graph.Transpose(matrix, 0, 2, 1);

    private GraphValue Unflat(GraphValue pixels, GraphValue like)
        => _graph.Reshape(pixels, 1, pixels[1], like[2], like[3]);
}
