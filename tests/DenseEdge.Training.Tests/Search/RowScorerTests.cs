using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation;
using DenseEdge.Search.Space;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

/// <summary>One supernet, trained for a few steps, serves all tests here.</summary>
public sealed class RowScorerTests(RowScorerTests.TrainedFolder trained) : IClassFixture<RowScorerTests.TrainedFolder>
{
    private static readonly GenotypeSpace Space = new(SearchRooms.Kinds);
    private static readonly RowScoringOptions Options = new() { CalibrationImages = 5, BatchSize = 2, Resamples = 50 };
    private static readonly ContextType[] Row =
        [ContextType.SourceLabel, ContextType.Global, ContextType.None, ContextType.Local];

    [Fact]
    public void Predict_OfARow_IsWhatThePlainSupernetPredicts()
    {
        using DisposeScope scope = NewDisposeScope();
        using RowScorer scorer = Load();
        using CalibratedSupernet supernet = CalibratedSupernet.Load(trained.Folder, trained.Training, Options);
        Tensor images = Networks.Images(3, 2, 64, 96);
        foreach (int target in new[] { 0, 1 })
        {
            ContextType[] row = Own(target);
            UseNorms(supernet, target, row);
            using IDisposable withoutGradients = no_grad();
            Tensor plain = supernet.Network.Compute(images, Weights(target, row)).Final[SearchRooms.Kinds[target]];

            Tensor cached = scorer.Predict(target, row, images);

            // Folding the normalisations rounds differently in float32.
            Assert.True(cached.allclose(plain, 1e-3, 1e-4), $"{Numbers.Difference(cached, plain)}");
            Assert.True(Numbers.Values(plain).Max() - Numbers.Values(plain).Min() > 0.01, "The prediction must vary.");
        }
    }

    /// <summary>The closed form against a pass over the calibration images as one batch in training mode.</summary>
    [Fact]
    public void Norms_OfARow_AreThoseOfAPassOverTheImages()
    {
        using DisposeScope scope = NewDisposeScope();
        using CalibratedSupernet supernet = CalibratedSupernet.Load(trained.Folder, trained.Training, Options);
        (RowTerms terms, RowMoments moments) = supernet.Rows(TaskKind.Depth);
        RowNorms norms = moments.Norms(Own(1));
        Tensor images = cat([.. supernet.Batches(trained.Training, [0, 1, 2, 3, 4]).Select(batch => batch.Images.clone())], 0);
        foreach (ConvBnRelu layer in new[] { terms.Projection, terms.Fusion })
        {
            layer.train();
            using IDisposable unrecorded = no_grad();
            layer.Norm.running_mean!.zero_();
            layer.Norm.running_var!.zero_();
        }

        using IDisposable withoutGradients = no_grad();
        supernet.Network.Compute(images, Weights(1, Own(1)));

        AssertClose(norms.ProjectionMean, terms.Projection.Norm.running_mean! * 10);
        AssertClose(norms.ProjectionVariance, terms.Projection.Norm.running_var! * 10);
        AssertClose(norms.FusionMean, terms.Fusion.Norm.running_mean! * 10);
        AssertClose(norms.FusionVariance, terms.Fusion.Norm.running_var! * 10);
    }

    [Fact]
    public void Score_InShards_EqualsScoreInOne()
    {
        using RowScorer scorer = Load(), fresh = Load();

        IReadOnlyList<RowScore> whole = scorer.Score(3, 100, 5);
        IReadOnlyList<RowScore> parts = [.. fresh.Score(3, 103, 2), .. fresh.Score(3, 100, 3)];

        foreach (RowScore score in whole)
        {
            RowScore other = parts.Single(part => part.Row == score.Row);
            Assert.Equal((score.Score, score.StandardError), (other.Score, other.StandardError));
            Assert.Equal(score.PerImage, other.PerImage);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Score_OfARow_IsTheMetricOfItsPredictions(int target)
    {
        using DisposeScope scope = NewDisposeScope();
        using RowScorer scorer = Load();
        int row = Space.IndexOf(target, Own(target));

        RowScore score = scorer.Score(target, row, 1).Single();

        PredictionScorer metric = new(scorer.Configuration.Network.Tasks);
        for (int i = 0; i < trained.Validation.Count; i++)
        {
            DenseSample sample = ResizeSample.Apply(trained.Validation.Load(i), 64, 96);
            Tensor image = Initialisation.Images([sample], scorer.Configuration.Network);
            Tensor prediction = scorer.Predict(target, Own(target), image);
            Add(metric, SearchRooms.Kinds[target], prediction, sample);
        }

        TaskScore expected = metric.Scores().Find(SearchRooms.Kinds[target])!;
        Assert.Equal(expected with { Value = 0 }, score.Score with { Value = 0 });

        // The batch is another one, and a pixel on the edge between two classes may fall to the other side.
        Assert.Equal(expected.Value, score.Score.Value, 1e-3 * Math.Max(1, expected.Value));
        Assert.Equal(trained.Validation.Count, score.PerImage.Count);

        // A dozen steps teach no boundaries yet: then all images score 0.
        Assert.Equal(expected.Value > 0, score.StandardError > 0);
    }

    [Fact]
    public void Write_OfAGenotype_GivesANetworkThatPredictsTheSame()
    {
        using DisposeScope scope = NewDisposeScope();
        Genotype genotype = GenotypeOf(Own);
        string path = Path.Combine(trained.Folder, "inherited.safetensors");

        NetworkOptions shape = InheritedWeights.Write(trained.Folder, genotype, trained.Training, path, Options);

        using MultiTaskNetwork network = MultiTaskNetwork.Create(shape, seed: 99);
        Checkpoint.LoadInto(path, network);
        network.eval();
        using RowScorer scorer = Load();
        Tensor images = Networks.Images(3, 2, 64, 96);
        NetworkOutput output = network.Predict(images);
        for (int target = 0; target < 4; target++)
        {
            TaskKind task = SearchRooms.Kinds[target];
            Tensor expected = scorer.Predict(target, Own(target), images), actual = output.Final[task];
            Assert.True(actual.allclose(expected, 1e-3, 1e-4), $"{task}: {Numbers.Difference(actual, expected)}");
        }
    }

    [Fact]
    public void Start_FromInheritedWeights_BeginsWhereTheSupernetStands()
    {
        string path = Path.Combine(trained.Folder, "start.safetensors");
        NetworkOptions shape = InheritedWeights.Write(
            trained.Folder, Genotype.Uniform(SearchRooms.Kinds, ContextType.TargetLabel), trained.Training, path, Options);
        RunConfiguration configuration = SearchRooms.Configuration(steps: 1) with { Network = shape };

        using TrainingRun inherited = TrainingRun.Start(
            configuration, trained.Training, Path.Combine(trained.Folder, "fine"), initialWeights: path);
        using TrainingRun random = TrainingRun.Start(configuration, trained.Training, Path.Combine(trained.Folder, "random"));
        inherited.Run(progress: null, CancellationToken.None);
        random.Run(progress: null, CancellationToken.None);

        double start = inherited.History.Rows[0].Values[0], anew = random.History.Rows[0].Values[0];
        Assert.True(start < 0.95 * anew, $"{start} is not better than {anew}.");
    }

    [Fact]
    public void Load_WithAContextThatWasNotTrained_SaysWhich()
    {
        string folder = Path.Combine(trained.Folder, "global");
        SearchRooms.Train(folder, 1, new SupernetOptions { Contexts = [ContextType.Global] }, tasks: 2);
        GenotypeSpace space = new(SearchRooms.Kinds[..2], [ContextType.Global, ContextType.SourceLabel]);

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => RowScorer.Load(folder, space, trained.Training, trained.Validation, Options));

        Assert.Contains("trained without SourceLabel", fault.Message, StringComparison.Ordinal);
    }

    private RowScorer Load() => RowScorer.Load(trained.Folder, Space, trained.Training, trained.Validation, Options);

    /// <summary>Another row for every target; the last reads nothing.</summary>
    private static ContextType[] Own(int target) => target switch
    {
        0 => [ContextType.TargetLabel, ContextType.SourceLabel, ContextType.None, ContextType.Local],
        1 => Row,
        2 => [ContextType.None, ContextType.Global, ContextType.Global, ContextType.TargetLabel],
        _ => new ContextType[4],
    };

    private static Genotype GenotypeOf(Func<int, ContextType[]> rows)
        => Space.Genotype([.. Enumerable.Range(0, 4).Select(target => Space.IndexOf(target, rows(target)))]);

    private static Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Weights(int target, ContextType[] row)
        => SearchRooms.Kinds.SelectMany(to => SearchRooms.Kinds.Select((from, index) => (to, from, index))).ToDictionary(
            pair => (pair.to, pair.from),
            pair => ContextWeights.OneHot(pair.to == SearchRooms.Kinds[target] ? (int)row[pair.index] : 1));

    private static void UseNorms(CalibratedSupernet supernet, int target, ContextType[] row)
    {
        using IDisposable withoutGradients = no_grad();
        (RowTerms terms, RowMoments moments) = supernet.Rows(SearchRooms.Kinds[target]);
        RowNorms norms = moments.Norms(row);
        terms.Projection.Norm.running_mean!.copy_(norms.ProjectionMean);
        terms.Projection.Norm.running_var!.copy_(norms.ProjectionVariance);
        terms.Fusion.Norm.running_mean!.copy_(norms.FusionMean);
        terms.Fusion.Norm.running_var!.copy_(norms.FusionVariance);
    }

    private static void AssertClose(Tensor closed, Tensor measured)
    {
        // Torch's variance divides by n - 1 instead of n = 5 · 16 · 24 pixels.
        double[] left = Numbers.Values(closed), right = Numbers.Values(measured);
        double scale = right.Max(Math.Abs);
        Assert.True(scale > 1e-4, "Nothing to compare.");
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.Second, pair.First, 2e-3 * scale));
    }

    private static void Add(PredictionScorer metric, TaskKind task, Tensor prediction, DenseSample sample)
    {
        float[] values = prediction.contiguous().data<float>().ToArray();
        switch (task)
        {
            case TaskKind.SemanticSegmentation:
                byte[] labels = prediction.argmax(1).to_type(ScalarType.Byte).contiguous().data<byte>().ToArray();
                metric.AddClasses(task, labels, sample.Segmentation!.Labels);
                break;
            case TaskKind.Depth:
                metric.AddDepth(values, sample.Depth!.Meters);
                break;
            case TaskKind.SurfaceNormals:
                metric.AddNormals(values, sample.Normals!.Components);
                break;
            default:
                metric.AddBoundaries(
                    prediction.sigmoid().contiguous().data<float>().ToArray(), sample.Boundaries!.Labels, 64, 96);
                break;
        }
    }

    public sealed class TrainedFolder : IDisposable
    {
        public TrainedFolder()
        {
            SearchRooms.Train(Folder, 12);
            foreach (string path in Directory.GetFiles(Folder, "*.safetensors", SearchOption.AllDirectories))
            {
                OpenProjections(path);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-rows-").FullName;

        public ISampleSource Training { get; } = SearchRooms.Samples(6);

        public ISampleSource Validation { get; } = SearchRooms.Samples(3);

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        /// <summary>What a longer training does: contexts reach the prediction only through projections, which start at
        /// 0.</summary>
        private static void OpenProjections(string path)
        {
            using DisposeScope scope = NewDisposeScope();
            Dictionary<string, SafeTensor> tensors = SafeTensors.Read(path).Tensors.ToDictionary();
            foreach (string name in tensors.Keys.Where(name => name.Contains(".out_proj.", StringComparison.Ordinal)).ToArray())
            {
                if (name.EndsWith("bn.weight", StringComparison.Ordinal) || name.EndsWith("bn.bias", StringComparison.Ordinal))
                {
                    Tensor values = tensors[name].ToTensor();
                    tensors[name] = SafeTensor.FromTensor(values + Numbers.Uniform(name.Length, values.shape).mul(0.3).add(0.5));
                }
            }

            SafeTensors.Write(path, tensors);
        }
    }
}
