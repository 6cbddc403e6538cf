using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>One context block: any type, any window, with or without affine values.</summary>
internal sealed class ContextBlockLayout : IVectorLayout
{
    private const string FirstQueryWeight = "param/query_project.0.conv.weight";

    /// <inheritdoc/>
    public string Title => "context block";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("in/target_feats") && file.Has(FirstQueryWeight);

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        ContextType type = TypeOf(file);
        long[] weight = file.Shape(FirstQueryWeight);                               // [D, C, 1, 1]
        int window = file.Has("eval/local_scores")
            ? (int)Math.Round(Math.Sqrt(file.Shape("eval/local_scores")[^1]))
            : LocalContext.PaperWindow;
        using ContextPoolingBlock block = new(type, weight[1], weight[0], window, file.Has("param/value_project.bn.weight"));
        ModuleState.Load(block, file);
        CompareMaps(file, checks, "target");
        CompareMaps(file, checks, "source");
        Evaluate(file, checks, block);
        if (file.Has("train/out"))
        {
            Train(file, checks, block);
        }
    }

    /// <summary>
    /// The file does not name its type. Scores of a window are local, region descriptors are a label type, whose maps tell the
    /// side by their number of regions or by having a gradient.
    /// </summary>
    private static ContextType TypeOf(VectorFile file)
    {
        if (file.Has("in/target_aux_prob") && file.Has("in/source_aux_prob"))
        {
            return UsesTargetMaps(file) ? ContextType.TargetLabel : ContextType.SourceLabel;
        }

        return file.Has("eval/local_scores") || file.Name.Contains("local", StringComparison.Ordinal)
            ? ContextType.Local
            : ContextType.Global;
    }

    private static bool UsesTargetMaps(VectorFile file)
    {
        bool target = file.Has("train/grad_target_aux_prob");
        if (target != file.Has("train/grad_source_aux_prob"))
        {
            return target;
        }

        long targetRegions = file.Shape("in/target_aux_prob")[1];
        bool tells = file.Has("eval/label_context") && targetRegions != file.Shape("in/source_aux_prob")[1];
        return tells
            ? file.Shape("eval/label_context")[2] == targetRegions
            : file.Name.Contains("tlabel", StringComparison.Ordinal);
    }

    private static void CompareMaps(VectorFile file, CheckList checks, string side)
    {
        string logits = $"in/{side}_aux_prob_logits";
        if (file.Has(logits))
        {
            checks.Compare($"in/{side}_aux_prob", SpatialNormalization.Normalize(file.Tensor(logits)), Tolerance.Module);
        }
    }

    private static void Evaluate(VectorFile file, CheckList checks, ContextPoolingBlock block)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        block.eval();
        Tensor target = file.Tensor("in/target_feats");
        Tensor source = file.Tensor("in/source_feats");
        Tensor? maps = Maps(file, block.Type) is { } key ? file.Tensor(key) : null;
        checks.Compare("eval/out", block.call(target, source, maps), Tolerance.Module);
        (Tensor query, Tensor keys, Tensor value, Tensor? regions) = block.Project(target, source, maps);
        CompareIfThere(file, checks, "eval/query_proj", query);
        CompareIfThere(file, checks, "eval/key_proj", keys);
        CompareIfThere(file, checks, "eval/value_proj", value);
        CompareIfThere(file, checks, "eval/label_context", regions);
        if (file.Has("eval/local_scores"))
        {
            checks.Compare("eval/local_scores", LocalContext.Scores(query, keys, block.Window), Tolerance.Module);
        }
    }

    private static void Train(VectorFile file, CheckList checks, ContextPoolingBlock block)
    {
        using DisposeScope scope = NewDisposeScope();
        block.train();
        Tensor target = file.Tensor("in/target_feats").requires_grad_();
        Tensor source = file.Tensor("in/source_feats").requires_grad_();
        Tensor? maps = Maps(file, block.Type) is { } key ? file.Tensor(key).requires_grad_() : null;
        Tensor output = block.call(target, source, maps);
        checks.Compare("train/out", output, Tolerance.Module);
        Gradients gradients = new(file);
        gradients.Ask("train/grad_target_feats", target);
        gradients.Ask("train/grad_source_feats", source);
        if (maps is not null)
        {
            gradients.Ask(Maps(file, block.Type)!.Replace("in/", "train/grad_", StringComparison.Ordinal), maps);
        }

        gradients.AskParameters(block, "train/grad_param/");
        gradients.Compare((output * file.Tensor("train/upstream_grad")).sum(), checks);
        ModuleState.CompareBuffers(block, file, checks, "train/buffers_after/");
    }

    /// <summary>The maps that a type reads; the others of a label file are read all the same, so that none is left over.</summary>
    private static string? Maps(VectorFile file, ContextType type)
    {
        foreach (string side in file.Under("in/").Where(name => name.Contains("aux_prob", StringComparison.Ordinal)))
        {
            file.Skip($"in/{side}");
        }

        return type switch
        {
            ContextType.TargetLabel => "in/target_aux_prob",
            ContextType.SourceLabel => "in/source_aux_prob",
            _ => null,
        };
    }

    private static void CompareIfThere(VectorFile file, CheckList checks, string key, Tensor? actual)
    {
        if (file.Has(key) && actual is not null)
        {
            checks.Compare(key, actual, Tolerance.Module);
        }
    }
}
