using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>A network with one batch of random images and labels.</summary>
internal sealed class ComparedStep : IDisposable
{
    private readonly StepRecipe _recipe;
    private readonly int _batch;
    private readonly MultiTaskNetwork _network;
    private readonly MultiTaskLoss _loss;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _images;
    private readonly LabelBatch _labels;

    public ComparedStep(StepRecipe recipe, int batch)
    {
        (_recipe, _batch) = (recipe, batch);
        _network = MultiTaskNetwork.Create(recipe.Network, seed: 1);
        _loss = new MultiTaskLoss(_network, recipe.Loss);
        _optimizer = recipe.Momentum > 0
            ? optim.SGD(_network.parameters(), recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay)
            : optim.AdamW(_network.parameters(), recipe.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: recipe.WeightDecay);
        (_images, _labels) = RandomBatch(new Random(2));
        if (_network.NormalCentroids is not null)
        {
            _network.SetNormalCentroids(RandomDirections(new Random(3), 40));
        }
    }

    /// <summary>Training steps so far.</summary>
    public int Steps { get; private set; }

    public void WriteFiles(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.Write(
            Path.Combine(folder, "weights.safetensors"),
            _network.state_dict().ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
        SafeTensors.Write(Path.Combine(folder, "batch.safetensors"), new Dictionary<string, SafeTensor>
        {
            ["images"] = SafeTensor.FromTensor(_images),
            ["semseg"] = SafeTensor.FromTensor(_labels.Segmentation!),
            ["depth"] = SafeTensor.FromTensor(_labels.Depth!),
            ["normals"] = SafeTensor.FromTensor(_labels.Normals!),
            ["edge"] = SafeTensor.FromTensor(_labels.Boundaries!),
        });
        IReadOnlyList<TaskKind> tasks = [.. _network.Options.Tasks.Select(task => task.Kind)];
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
                target => tasks.ToDictionary(source => source.Key(), source => (int)_network.Options.Genotype![target, source])),
        }));
    }

    public double EvaluationLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        _network.eval();
        return _loss.Compute(_network.call(_images), _labels).Total.item<float>();
    }

    public void Train()
    {
        using DisposeScope scope = NewDisposeScope();
        _network.train();
        _optimizer.zero_grad();
        _loss.Compute(_network.call(_images), _labels).Total.backward();
        if (_recipe.ClipNorm > 0)
        {
            nn.utils.clip_grad_norm_(_network.parameters(), _recipe.ClipNorm);
        }

        _optimizer.step();
        Steps++;
    }

    public void Infer()
    {
        using DisposeScope scope = NewDisposeScope();
        _network.eval();
        _network.Predict(_images);
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
    }

    private (Tensor Images, LabelBatch Labels) RandomBatch(Random random)
    {
        (int height, int width) = (_recipe.Network.InputHeight, _recipe.Network.InputWidth);
        int pixels = _batch * height * width, count = _recipe.Network.Tasks[0].Classes.Count;
        byte[] images = new byte[pixels * 3];
        random.NextBytes(images);
        byte[] classes = new byte[pixels];
        byte[] edges = new byte[pixels];
        float[] depth = new float[pixels];
        for (int i = 0; i < pixels; i++)
        {
            int drawn = random.Next(count + 3);
            classes[i] = drawn < count ? (byte)drawn : (byte)255;
            edges[i] = random.Next(8) == 0 ? (byte)1 : (byte)0;
            depth[i] = random.Next(10) == 0 ? 0 : 0.5f + (random.NextSingle() * 5);
        }

        float[] directions = RandomDirections(random, pixels);
        return (
            tensor(images).reshape(_batch, height, width, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32),
            new LabelBatch
            {
                Segmentation = tensor(classes).reshape(_batch, height, width),
                Boundaries = tensor(edges).reshape(_batch, height, width),
                Depth = tensor(depth).reshape(_batch, 1, height, width),
                Normals = tensor(directions).reshape(_batch, height, width, 3).permute(0, 3, 1, 2).contiguous(),
            });
    }

    private static float[] RandomDirections(Random random, int count)
    {
        float[] directions = new float[count * 3];
        for (int i = 0; i < directions.Length; i += 3)
        {
            System.Numerics.Vector3 direction = System.Numerics.Vector3.Normalize(new(
                random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, -0.1f - random.NextSingle()));
            (directions[i], directions[i + 1], directions[i + 2]) = (direction.X, direction.Y, direction.Z);
        }

        return directions;
    }
}
