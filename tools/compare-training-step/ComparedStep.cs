using System.Globalization;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>The default network with one batch of random images and labels.</summary>
internal sealed class ComparedStep : IDisposable
{
    private const int Batch = 4;
    private const int Height = 192;
    private const int Width = 336;
    private const int Classes = 22;

    private readonly TrainingOptions _options;
    private readonly MultiTaskNetwork _network;
    private readonly MultiTaskLoss _loss;
    private readonly AdamW _optimizer;
    private readonly Tensor _images;
    private readonly LabelBatch _labels;

    public ComparedStep()
    {
        set_num_threads(Environment.ProcessorCount);
        TaskSpec[] tasks =
        [
            new()
            {
                Kind = TaskKind.SemanticSegmentation,
                Classes = [.. Enumerable.Range(0, Classes).Select(i => new LabelClass(i.ToString(CultureInfo.InvariantCulture), 0, 0, 0))],
            },
            new() { Kind = TaskKind.Depth }, new() { Kind = TaskKind.SurfaceNormals }, new() { Kind = TaskKind.Boundaries },
        ];
        NetworkOptions shape = DefaultRecipe.Network(tasks, Height, Width, null);
        _options = DefaultRecipe.Training(shape, pretrained: true);
        _network = MultiTaskNetwork.Create(shape, seed: 1);
        _loss = new MultiTaskLoss(_network, _options.Loss);
        _optimizer = optim.AdamW(
            _network.parameters(), _options.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: _options.WeightDecay);
        (_images, _labels) = RandomBatch(new Random(2));
        if (_network.NormalCentroids is not null)
        {
            _network.SetNormalCentroids(RandomDirections(new Random(3), 40));
        }
    }

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
            lr = _options.LearningRate,
            weight_decay = _options.WeightDecay,
            auxiliary_factor = _options.Loss.AuxiliaryFactor,
            weights = tasks.ToDictionary(task => task.Key(), _options.Loss.Weight),
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
        nn.utils.clip_grad_norm_(_network.parameters(), 10);
        _optimizer.step();
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
    }

    private static (Tensor Images, LabelBatch Labels) RandomBatch(Random random)
    {
        const int Pixels = Batch * Height * Width;
        byte[] images = new byte[Pixels * 3];
        random.NextBytes(images);
        byte[] classes = new byte[Pixels];
        byte[] edges = new byte[Pixels];
        float[] depth = new float[Pixels];
        for (int i = 0; i < Pixels; i++)
        {
            int drawn = random.Next(Classes + 3);
            classes[i] = drawn < Classes ? (byte)drawn : (byte)255;
            edges[i] = random.Next(8) == 0 ? (byte)1 : (byte)0;
            depth[i] = random.Next(10) == 0 ? 0 : 0.5f + (random.NextSingle() * 5);
        }

        float[] directions = RandomDirections(random, Pixels);
        return (
            tensor(images).reshape(Batch, Height, Width, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32),
            new LabelBatch
            {
                Segmentation = tensor(classes).reshape(Batch, Height, Width),
                Boundaries = tensor(edges).reshape(Batch, Height, Width),
                Depth = tensor(depth).reshape(Batch, 1, Height, Width),
                Normals = tensor(directions).reshape(Batch, Height, Width, 3).permute(0, 3, 1, 2).contiguous(),
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
