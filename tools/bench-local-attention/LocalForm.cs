using DenseEdge.Training.Attention;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.LocalAttentionBench;

/// <summary>One way to compute local attention over a 9x9 window.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Attend">From query, key and value, [N, D, H, W] each, to the mixture, [N, D, H, W].</param>
internal sealed record LocalForm(string Name, Func<Tensor, Tensor, Tensor, Tensor> Attend)
{
    private const int Window = LocalContext.PaperWindow;
    private const int Radius = Window / 2;

    /// <summary>The trainer's form: tiles of queries with the keys that they reach.</summary>
    public static LocalForm Tiles { get; } = new("tiles", (query, key, value) => LocalContext.Attend(query, key, value));

    /// <summary>The plain form: every window as a column, 81 copies of keys and values.</summary>
    public static LocalForm Unfold { get; } = new("unfold", AttendUnfolded);

    /// <summary>A product for each of the 81 offsets; training keeps a shifted map for each.</summary>
    public static LocalForm Shifts { get; } = new("shifts", AttendShifted);

    /// <summary>The same tiles, with the keys of each taken by a constant index: fewer lines, and a gradient that scatters.</summary>
    public static LocalForm Indexed { get; } = new("indexed tiles", AttendIndexed);

    /// <summary>All forms, the trainer's first.</summary>
    public static IReadOnlyList<LocalForm> All { get; } = [Tiles, Indexed, Unfold, Shifts];

    private static Tensor AttendUnfolded(Tensor query, Tensor key, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d, long height, long width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        Tensor q = query.reshape(n, d, 1, height * width) * (1 / Math.Sqrt(d));                                    // [N, D, 1, HW]
        Tensor k = nn.functional.unfold(key, Window, padding: Radius).reshape(n, d, -1, height * width);           // [N, D, 81, HW]
        Tensor v = nn.functional.unfold(value, Window, padding: Radius).reshape(n, d, -1, height * width);         // [N, D, 81, HW]
        Tensor weights = q.mul(k).sum(1, keepdim: true).softmax(2);                                                // [N, 1, 81, HW]
        return weights.mul(v).sum(2).reshape(n, d, height, width).MoveToOuterDisposeScope();
    }

    private static Tensor AttendShifted(Tensor query, Tensor key, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor q = query * (1 / Math.Sqrt(query.shape[1]));
        Tensor k = nn.functional.pad(key, [Radius, Radius, Radius, Radius]);
        Tensor v = nn.functional.pad(value, [Radius, Radius, Radius, Radius]);
        Tensor[] scores = [.. Offsets().Select(offset => q.mul(Shifted(k, query, offset)).sum(1))];                // [N, H, W] each
        Tensor weights = stack(scores, 1).softmax(1);                                                              // [N, 81, H, W]
        Tensor? sum = null;
        foreach ((int Row, int Column) offset in Offsets())
        {
            Tensor part = weights.narrow(1, (offset.Row * Window) + offset.Column, 1).mul(Shifted(v, query, offset));
            sum = sum is null ? part : sum.add_(part);
        }

        return sum!.MoveToOuterDisposeScope();
    }

    private static Tensor AttendIndexed(Tensor query, Tensor key, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d) = (query.shape[0], query.shape[1]);
        IndexedTiles tiles = new(query.shape[2], query.shape[3], Window);
        Tensor q = tiles.CutQueries(query * (1 / Math.Sqrt(d)));                                                   // [B, Q, D]
        Tensor scores = q.matmul(tiles.CutKeys(key).transpose(1, 2)).add_(tiles.Mask());                           // [B, Q, K]
        return tiles.Join(scores.softmax(2).matmul(tiles.CutKeys(value)), n).MoveToOuterDisposeScope();
    }

    private static IEnumerable<(int Row, int Column)> Offsets()
        => Enumerable.Range(0, Window * Window).Select(i => (i / Window, i % Window));

    private static Tensor Shifted(Tensor padded, Tensor like, (int Row, int Column) offset)
        => padded.narrow(2, offset.Row, like.shape[2]).narrow(3, offset.Column, like.shape[3]);
}
