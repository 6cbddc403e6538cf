using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>A network with one batch of random images and labels.</summary>
internal abstract class ComparedStep : IDisposable
{
    private readonly StepRecipe _recipe;
    private readonly ComparedBatch _batch;

    protected ComparedStep(StepRecipe recipe, int batch)
        => (_recipe, _batch) = (recipe, ComparedBatch.Draw(recipe.Network, batch, new Random(2)));

    /// <summary>Training steps so far.</summary>
    public int Steps { get; private set; }

    protected abstract nn.Module Network { get; }

    protected abstract IReadOnlyList<optim.Optimizer> Optimizers { get; }

    public static ComparedStep Create(StepRecipe recipe, int batch)
        => recipe.IsSupernet ? new ComparedSupernetStep(recipe, batch) : new ComparedNetworkStep(recipe, batch);

    public void WriteFiles(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.Write(
            Path.Combine(folder, "weights.safetensors"),
            Network.state_dict().ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
        SafeTensors.Write(Path.Combine(folder, "batch.safetensors"), new Dictionary<string, SafeTensor>
        {
            ["images"] = SafeTensor.FromTensor(_batch.Images),
            ["semseg"] = SafeTensor.FromTensor(_batch.Labels.Segmentation!),
            ["depth"] = SafeTensor.FromTensor(_batch.Labels.Depth!),
            ["normals"] = SafeTensor.FromTensor(_batch.Labels.Normals!),
            ["edge"] = SafeTensor.FromTensor(_batch.Labels.Boundaries!),
        });
        IReadOnlyList<TaskKind> tasks = [.. _recipe.Network.Tasks.Select(task => task.Kind)];
        File.WriteAllText(Path.Combine(folder, "setup.json"), JsonSerializer.Serialize(new
        {
            network = _recipe.Name,
            lr = _recipe.LearningRate,
            momentum = _recipe.Momentum,
            weight_decay = _recipe.WeightDecay,
            clip = _recipe.ClipNorm,
            auxiliary_factor = _recipe.Loss.AuxiliaryFactor,
            auxiliary_at_feature_size = _recipe.Loss.AuxiliaryAtFeatureSize,
            weights = tasks.ToDictionary(task => task.Key(), _recipe.Loss.Weight),
            genotype = tasks.ToDictionary(
                target => target.Key(),
                target => tasks.ToDictionary(
                    source => source.Key(), source => (int)(_recipe.Network.Genotype?[target, source] ?? ContextType.None))),
        }));
    }

    public double EvaluationLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Network.eval();
        return EvaluationLoss(_batch.Images, _batch.Labels).item<float>();
    }

    public void Train()
    {
        using DisposeScope scope = NewDisposeScope();
        Network.train();
        foreach (optim.Optimizer optimizer in Optimizers)
        {
            optimizer.zero_grad();
        }

        TrainingLoss(_batch.Images, _batch.Labels).backward();
        if (_recipe.ClipNorm > 0)
        {
            nn.utils.clip_grad_norm_(Network.parameters(), _recipe.ClipNorm);
        }

        foreach (optim.Optimizer optimizer in Optimizers)
        {
            optimizer.step();
        }

        Steps++;
    }

    public void Infer()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Network.eval();
        Infer(_batch.Images);
    }

    public void Dispose()
    {
        _batch.Dispose();
        foreach (optim.Optimizer optimizer in Optimizers)
        {
            optimizer.Dispose();
        }

        Network.Dispose();
    }

    protected abstract Tensor EvaluationLoss(Tensor images, LabelBatch labels);

    protected abstract Tensor TrainingLoss(Tensor images, LabelBatch labels);

    protected abstract void Infer(Tensor images);
}
