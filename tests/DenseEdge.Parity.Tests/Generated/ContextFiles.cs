using DenseEdge.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>Files of single context blocks.</summary>
internal static class ContextFiles
{
    private const long Channels = 10;
    private const long ContextChannels = 4;

    /// <summary>Any type, evaluated and trained; C = 10, D = 4.</summary>
    public static VectorWriter Make(int code, long height, long width, int window = 9, bool affineValue = true)
    {
        using DisposeScope scope = NewDisposeScope();
        PlainState state = new(seed: code + window);
        PlainContext.Add(state, "", Channels, ContextChannels, affineValue);
        VectorWriter writer = new();
        state.Write(writer);
        Tensor target = state.Uniform(2, Channels, height, width);
        Tensor source = state.Uniform(2, Channels, height, width);
        (Tensor targetMaps, Tensor sourceMaps) = (Maps(state, 5, height * width), Maps(state, 7, height * width));
        writer.Add("in/target_feats", target);
        writer.Add("in/source_feats", source);
        if (code > 2)
        {
            writer.Add("in/target_aux_prob", targetMaps);
            writer.Add("in/source_aux_prob", sourceMaps);
        }

        writer.Add("eval/out", PlainContext.Compute(state, "", code, target, source, targetMaps, sourceMaps, window));
        if (code == 2)
        {
            Tensor query = PlainContext.Project(state, "query_project", target, code);
            Tensor key = PlainContext.Project(state, "key_project", source, code);
            writer.Add("eval/local_scores", PlainContext.LocalScores(query, key, window));
        }

        Train(writer, state, code, window, target, source, targetMaps, sourceMaps);
        return writer;
    }

    /// <summary>The global type with keys and queries so small that the clamp of the denominator acts; evaluated only.</summary>
    public static VectorWriter MakeClamped()
    {
        using DisposeScope scope = NewDisposeScope();
        PlainState state = new(seed: 9);
        PlainContext.Add(state, "", Channels, ContextChannels);
        foreach (string projection in new[] { "query_project", "key_project" })
        {
            state[$"{projection}.1.bn.weight"] = zeros([ContextChannels]);
            state[$"{projection}.1.bn.bias"] = full([ContextChannels], -18.3f);
        }

        VectorWriter writer = new();
        state.Write(writer);
        Tensor target = state.Uniform(2, Channels, 8, 10);
        Tensor source = state.Uniform(2, Channels, 8, 10);
        writer.Add("in/target_feats", target);
        writer.Add("in/source_feats", source);
        writer.Add("eval/out", PlainContext.Compute(state, "", 1, target, source, null, null));
        return writer;
    }

    private static void Train(
        VectorWriter writer, PlainState state, int code, int window, Tensor target, Tensor source, Tensor targetMaps, Tensor sourceMaps)
    {
        state.BeginTraining();
        Tensor[] inputs = [target, source, targetMaps, sourceMaps];
        foreach (Tensor input in inputs)
        {
            input.requires_grad = true;
        }

        Tensor output = PlainContext.Compute(state, "", code, target, source, targetMaps, sourceMaps, window);
        Tensor upstream = state.Uniform(output.shape);
        writer.Add("train/out", output);
        writer.Add("train/upstream_grad", upstream);
        Differentiation gradients = new();
        gradients.Add("train/grad_target_feats", target);
        gradients.Add("train/grad_source_feats", source);
        if (code > 2)
        {
            gradients.Add($"train/grad_{(code == 3 ? "target" : "source")}_aux_prob", code == 3 ? targetMaps : sourceMaps);
        }

        gradients.AddParameters("train/grad_param/", state);
        gradients.Write(writer, (output * upstream).sum());
        Differentiation.WriteStatistics(writer, "train/buffers_after/", state);
    }

    private static Tensor Maps(PlainState state, long regions, long pixels) => (state.Uniform(2, regions, pixels) * 3).softmax(2);
}
