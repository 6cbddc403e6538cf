using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>The context types by their definitions (codes 1 to 4), without tiles and without reordered products.</summary>
internal static class PlainContext
{
    /// <summary>Adds the parameters of a block.</summary>
    public static void Add(PlainState state, string name, long channels, long contextChannels, bool affineValue = true)
    {
        foreach (string projection in new[] { "query_project", "key_project" })
        {
            state.AddConvNorm($"{name}{projection}.0", contextChannels, channels, 1);
            state.AddConvNorm($"{name}{projection}.1", contextChannels, contextChannels, 1);
        }

        state.AddConvNorm($"{name}value_project", contextChannels, channels, 1, affineValue);
    }

    /// <summary>Computes a block.</summary>
    public static Tensor Compute(
        PlainState state, string name, int code, Tensor target, Tensor source, Tensor? targetMaps, Tensor? sourceMaps, int window = 9)
    {
        (long n, long height, long width) = (target.shape[0], target.shape[2], target.shape[3]);
        Tensor read = source;
        if (code is 3 or 4)
        {
            Tensor maps = (code == 3 ? targetMaps : sourceMaps)!;
            read = source.flatten(2).matmul(maps.transpose(1, 2)).unsqueeze(3);                 // [N, C, L, 1]
        }

        Tensor query = Project(state, $"{name}query_project", target, code);
        Tensor key = Project(state, $"{name}key_project", read, code);
        Tensor value = state.ConvNorm($"{name}value_project", read);
        Tensor output = code switch
        {
            1 => Global(query.flatten(2), key.flatten(2), value.flatten(2)),
            2 => Local(query, key, value, window),
            _ => Labels(query.flatten(2), key.flatten(2), value.flatten(2)),
        };
        return output.reshape(n, -1, height, width);
    }

    /// <summary>The window's products of every pixel, [N, H, W, window²], zero outside.</summary>
    public static Tensor LocalScores(Tensor query, Tensor key, int window)
    {
        (long n, long d, long height, long width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        Tensor scores = (Windows(key, window) * query.reshape(n, d, 1, height * width)).sum(1L);    // [N, w², HW]
        return scores.transpose(1, 2).reshape(n, height, width, window * window);
    }

    public static Tensor Project(PlainState state, string name, Tensor input, int code)
    {
        Tensor projected = state.ConvNorm($"{name}.1", state.ConvNorm($"{name}.0", input), rectifies: code != 1);
        return code == 1 ? projected.softplus() : projected;
    }

    private static Tensor Global(Tensor query, Tensor key, Tensor value)
    {
        Tensor weights = key.transpose(1, 2).matmul(query);                                     // [N, HW keys, HW queries]
        return value.matmul(weights) / weights.sum(1, keepdim: true).clamp_min(1e-12);
    }

    private static Tensor Labels(Tensor query, Tensor key, Tensor value)
        => value.matmul((key.transpose(1, 2).matmul(query) / Math.Sqrt(query.shape[1])).softmax(1));

    private static Tensor Local(Tensor query, Tensor key, Tensor value, int window)
    {
        (long n, long d, long height, long width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        Tensor scores = (Windows(key, window) * query.reshape(n, d, 1, height * width)).sum(1L);    // [N, w², HW]
        Tensor weights = (scores / Math.Sqrt(d)).softmax(1).unsqueeze(1);                       // [N, 1, w², HW]
        return (Windows(value, window) * weights).sum(2L);
    }

    /// <summary>[N, D, window², HW]: the surroundings of each pixel, zeros outside.</summary>
    private static Tensor Windows(Tensor map, int window)
    {
        (long n, long d, long height, long width) = (map.shape[0], map.shape[1], map.shape[2], map.shape[3]);
        long radius = window / 2;
        Tensor padded = nn.functional.pad(map, [radius, radius, radius, radius]);
        List<Tensor> shifts = [];
        for (long down = 0; down < window; down++)
        {
            for (long right = 0; right < window; right++)
            {
                shifts.Add(padded.narrow(2, down, height).narrow(3, right, width).reshape(n, d, 1, height * width));
            }
        }

        return cat(shifts, 2);
    }
}
