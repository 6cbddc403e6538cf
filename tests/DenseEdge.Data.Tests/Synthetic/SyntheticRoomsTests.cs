using System.ComponentModel.DataAnnotations;
using System.Numerics;
using DenseEdge.Contracts;
using DenseEdge.Data.Synthetic;

namespace DenseEdge.Data.Tests.Synthetic;

public sealed class SyntheticRoomsTests
{
    private static readonly SyntheticRoomsOptions Small = new() { Count = 40, Height = 48, Width = 64 };

    [Fact]
    public void Tasks_OfTheRooms_AreTheFourInOrder()
    {
        SyntheticRooms rooms = new(Small);

        Assert.Equal(
            [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries],
            rooms.Tasks.Select(task => task.Kind));
        Assert.Equal(Enum.GetValues<RoomClass>().Length, rooms.Tasks[0].Classes.Count);
        Assert.Equal(
            Enum.GetNames<RoomClass>().Select(name => name.ToUpperInvariant()),
            rooms.Tasks[0].Classes.Select(label => label.Name.ToUpperInvariant()));
    }

    [Fact]
    public void Load_FromSeveralThreads_RepeatsItself()
    {
        SyntheticRooms rooms = new(Small);
        DenseSample[] alone = [.. Enumerable.Range(0, 6).Select(rooms.Load)];
        DenseSample[] together = new DenseSample[6];

        Parallel.For(0, 6, index => together[index] = new SyntheticRooms(Small).Load(index));

        for (int index = 0; index < 6; index++)
        {
            Transforms.RandomSample.AssertEqual(alone[index], together[index]);
        }
    }

    [Fact]
    public void Load_OfOtherSeedsSplitsAndIndices_Differs()
    {
        DenseSample[] samples =
        [
            new SyntheticRooms(Small).Load(0),
            new SyntheticRooms(Small).Load(1),
            new SyntheticRooms(Small with { Seed = 2 }).Load(0),
            new SyntheticRooms(Small with { Split = SyntheticSplit.Test }).Load(0),
            new SyntheticRooms(Small with { Split = SyntheticSplit.Validation }).Load(0),
        ];

        Assert.Equal(
            samples.Length, samples.Select(sample => Convert.ToHexString(sample.Image.Pixels)).Distinct().Count());
        Assert.Equal("room-000001", samples[1].Id);
    }

    [Fact]
    public void Load_OfManyRooms_StaysInRangeAndShowsEveryClass()
    {
        SyntheticRooms rooms = new(Small);
        HashSet<byte> seen = [];

        for (int index = 0; index < rooms.Count; index++)
        {
            DenseSample sample = rooms.Load(index);
            seen.UnionWith(sample.Segmentation!.Labels);
            Assert.All(sample.Depth!.Meters, depth => Assert.InRange(depth, 0.1f, 10));
            Assert.True(sample.Segmentation.Labels.Distinct().Count() >= 4, $"{sample.Id} shows too little.");
        }

        Assert.Equal(Enum.GetValues<RoomClass>().Select(kind => (byte)kind), seen.Order());
    }

    [Fact]
    public void Load_OfOneRoom_HasUnitNormalsThatFaceTheCamera()
    {
        NormalMap normals = new SyntheticRooms(Small).Load(3).Normals!;
        CameraPose camera = RoomPlanner.Plan(new SceneRandom(3)).Camera;
        Assert.Equal(1, camera.Forward.Length(), 5);

        for (int i = 0; i < 48 * 64; i++)
        {
            Assert.Equal(1, At(normals, i).Length(), 4);
        }
    }

    [Fact]
    public void Trace_OfManyScenes_HasNormalsThatFitTheDepth()
    {
        const int Height = 60, Width = 80;
        int flat = 0, right = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            Scene scene = RoomPlanner.Plan(new SceneRandom(seed));
            SurfaceBuffer surfaces = SurfaceBuffer.Trace(scene, Height, Width);
            NormalMap normals = surfaces.NormalMap(scene.Camera);
            for (int y = 1; y < Height - 1; y++)
            {
                for (int x = 1; x < Width - 1; x++)
                {
                    int i = (y * Width) + x;
                    Assert.True(Vector3.Dot(At(normals, i), Back(x, y, 1)) < 0, "A normal looks away from the camera.");
                    int[] around = [i - 1, i + 1, i - Width, i + Width];
                    if (around.All(n => surfaces.Hits[n].Surface == surfaces.Hits[i].Surface
                        && surfaces.Hits[n].Primitive == surfaces.Hits[i].Primitive
                        && (surfaces.Hits[n].Normal - surfaces.Hits[i].Normal).Length() < 1e-5f))
                    {
                        Vector3 across = Back(x + 1, y, Depth(i + 1)) - Back(x - 1, y, Depth(i - 1));
                        Vector3 down = Back(x, y + 1, Depth(i + Width)) - Back(x, y - 1, Depth(i - Width));
                        Vector3 fromDepth = Vector3.Normalize(Vector3.Cross(down, across));
                        flat++;
                        right += Vector3.Dot(fromDepth, At(normals, i)) > 0.999f ? 1 : 0;
                    }
                }
            }

            float Depth(int i) => surfaces.Hits[i].Distance;

            Vector3 Back(float x, float y, float depth)
            {
                float perPixel = 2 * scene.Camera.HalfWidth / Width;
                return new Vector3(
                    (x + 0.5f - (Width / 2f)) * perPixel, (y + 0.5f - (Height / 2f)) * perPixel, 1) * depth;
            }
        }

        // Parallel faces at different depths may meet within one object, such as two drawers of one box.
        Assert.True(flat > 10_000, $"Only {flat} flat pixels.");
        Assert.True(right > 0.995 * flat, $"{flat - right} of {flat} normals do not fit the depth.");
    }

    [Fact]
    public void Boundaries_OfAScene_AreWhereTheObjectChanges()
    {
        SurfaceBuffer surfaces = SurfaceBuffer.Trace(RoomPlanner.Plan(new SceneRandom(4)), 30, 40);

        byte[] labels = surfaces.Boundaries().Labels;

        for (int i = 0; i < labels.Length; i++)
        {
            bool right = i % 40 < 39 && surfaces.Hits[i].Surface != surfaces.Hits[i + 1].Surface;
            bool below = i / 40 < 29 && surfaces.Hits[i].Surface != surfaces.Hits[i + 40].Surface;
            Assert.Equal(right || below ? 1 : 0, labels[i]);
        }

        Assert.Contains((byte)1, labels);
    }

    [Fact]
    public void Plan_OfManyRooms_KeepsFurnitureApartAndInside()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            Scene scene = RoomPlanner.Plan(new SceneRandom(seed));
            Piece[] standing =
            [
                .. scene.Pieces.Where(piece => piece.Position.Y == 0 && piece.Low.Y < 0.1f
                    && piece.Kind is not (RoomClass.Rug or RoomClass.Door)),
            ];
            for (int i = 0; i < standing.Length; i++)
            {
                Footprint footprint = standing[i].Footprint();
                Assert.True(footprint.Left >= 0 && footprint.Near >= 0, $"Seed {seed}: a piece leaves the room.");
                Assert.True(footprint.Right <= scene.Size.X
                    && footprint.Far <= scene.Size.Z, $"Seed {seed}: a piece leaves the room.");
                Assert.True(footprint.DistanceTo(scene.Camera.Position.X, scene.Camera.Position.Z) > 0.5f,
                    $"Seed {seed}: camera blocked.");
                Assert.DoesNotContain(standing[..i], other => other.Footprint().Meets(footprint, 0));
            }
        }
    }

    [Fact]
    public void Load_WithoutNoise_DiffersFromANoisyPictureInTheImageOnly()
    {
        DenseSample noisy = new SyntheticRooms(Small).Load(2);
        DenseSample clean = new SyntheticRooms(Small with { NoiseStrength = 0 }).Load(2);

        Assert.False(noisy.Image.Pixels.SequenceEqual(clean.Image.Pixels));
        Transforms.RandomSample.AssertEqual(noisy, clean with { Image = noisy.Image });
    }

    [Fact]
    public void Load_BeyondTheEnd_Throws()
    {
        SyntheticRooms rooms = new(Small);

        Assert.Throws<ArgumentOutOfRangeException>(() => rooms.Load(40));
        Assert.Throws<ArgumentOutOfRangeException>(() => rooms.Load(-1));
        Assert.Throws<ValidationException>(() => new SyntheticRooms(Small with { Height = 0 }));
    }

    private static Vector3 At(NormalMap map, int pixel)
    {
        int plane = map.Height * map.Width;
        return new Vector3(map.Components[pixel], map.Components[plane + pixel], map.Components[(2 * plane) + pixel]);
    }
}
