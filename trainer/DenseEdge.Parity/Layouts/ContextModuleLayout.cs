using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>The attention between all tasks without the heads around it, evaluated and trained.</summary>
internal sealed class ContextModuleLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "context module";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.HasUnder("in/feats_") && file.HasUnder("param/bottleneck.");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        Genotype genotype = HeadVectors.Genotype(file)
            ?? throw new InvalidDataException("expected the genotype of the module in 'meta/genotype_json', found none");
        long channels = file.Shape($"in/feats_{genotype.Tasks[0].Key()}")[1];
        using RelationalContextModule module = new(
            genotype, channels, HeadVectors.ContextChannels(file, channels, "param/cp_blocks."));
        CompareStart(file, checks, genotype, module);
        ModuleState.Load(module, file);
        Evaluate(file, checks, genotype, module);
        if (file.HasUnder("train/out_"))
        {
            Train(file, checks, genotype, module);
        }
    }

    private static void CompareStart(VectorFile file, CheckList checks, Genotype genotype, RelationalContextModule module)
    {
        if (file.Has("meta/task_order"))
        {
            checks.CompareTexts("meta/task_order", [.. genotype.Tasks.Select(TaskKinds.Key)]);
        }

        if (file.Has("meta/zero_init_gamma_is_zero"))
        {
            double largest = module.OutProjections.Values
                .Select(projection => (double)projection.Norm.weight!.detach().abs().max().item<float>())
                .DefaultIfEmpty(0).Max();
            checks.Compare("meta/zero_init_gamma_is_zero", largest, Tolerance.Exact);
        }
    }

    private static void Evaluate(VectorFile file, CheckList checks, Genotype genotype, RelationalContextModule module)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        module.eval();
        Dictionary<TaskKind, Tensor> features = PerTask(genotype, task => file.Tensor($"in/feats_{task}"));
        Dictionary<TaskKind, Tensor> logits = PerTask(genotype, task => file.Tensor($"in/aux_pred_{task}"));
        Tensor inside = SpatialNormalization.PixelsInside(file.Tensor("in/image"));
        Dictionary<TaskKind, Tensor> maps = Maps(logits, inside);
        foreach ((TaskKind task, Tensor map) in maps)
        {
            CompareIfThere(file, checks, $"eval/aux_prob_{task.Key()}", map);
            CompareIfThere(
                file, checks, $"eval/aux_pred_mutated_{task.Key()}", SpatialNormalization.Masked(logits[task], inside));
        }

        foreach (((TaskKind target, TaskKind source), ContextPoolingBlock block) in module.ContextBlocks)
        {
            Tensor? used = block.Type switch
            {
                ContextType.TargetLabel => maps[target],
                ContextType.SourceLabel => maps[source],
                _ => null,
            };
            CompareIfThere(
                file, checks, $"eval/cp_{target.Key()}_from_{source.Key()}", block.call(features[target], features[source], used));
        }

        foreach ((TaskKind task, Tensor output) in module.call(features, maps))
        {
            checks.Compare($"eval/out_{task.Key()}", output, Tolerance.Module);
        }
    }

    private static void Train(VectorFile file, CheckList checks, Genotype genotype, RelationalContextModule module)
    {
        using DisposeScope scope = NewDisposeScope();
        ModuleState.TrainWithoutDropout(module);
        Dictionary<TaskKind, Tensor> features = PerTask(genotype, task => file.Tensor($"in/feats_{task}").requires_grad_());
        Dictionary<TaskKind, Tensor> logits = PerTask(genotype, task => file.Tensor($"in/aux_pred_{task}").requires_grad_());
        Tensor inside = SpatialNormalization.PixelsInside(file.Tensor("train/image"));
        IReadOnlyDictionary<TaskKind, Tensor> outputs = module.call(features, Maps(logits, inside));
        Tensor sum = zeros([]);
        Gradients gradients = new(file);
        foreach (TaskKind task in genotype.Tasks)
        {
            checks.Compare($"train/out_{task.Key()}", outputs[task], Tolerance.Module);
            sum = sum + (outputs[task] * file.Tensor($"train/upstream_grad_{task.Key()}")).sum();
            gradients.Ask($"train/grad_feats_{task.Key()}", features[task]);
            gradients.Ask($"train/grad_aux_pred_{task.Key()}", logits[task]);
        }

        gradients.AskParameters(module, "train/grad_param/");
        gradients.Compare(sum, checks);
        ModuleState.CompareBuffers(module, file, checks, "train/buffers_after/");
    }

    private static Dictionary<TaskKind, Tensor> PerTask(Genotype genotype, Func<string, Tensor> get)
        => genotype.Tasks.ToDictionary(task => task, task => get(task.Key()));

    private static Dictionary<TaskKind, Tensor> Maps(Dictionary<TaskKind, Tensor> logits, Tensor inside)
        => logits.ToDictionary(task => task.Key, task => SpatialNormalization.Normalize(task.Value, inside));

    private static void CompareIfThere(VectorFile file, CheckList checks, string key, Tensor actual)
    {
        if (file.Has(key))
        {
            checks.Compare(key, actual, Tolerance.Module);
        }
    }
}
