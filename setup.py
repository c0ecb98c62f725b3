"""iMOIT: the correspondence system of a ministry, as Plone add-ons."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


here = Path(__file__).parent

setup(
    name="imoit",
    version="1.0.0.dev0",
    description="Correspondence management for a Vietnamese ministry on Plone 6.2",
    long_description=(here / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="GPL-2.0-or-later",
    python_requires=">=3.11,<3.14",
    classifiers=[
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Natural Language :: Vietnamese",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    package_dir={"": "src"},
    packages=find_namespace_packages("src", include=["imoit.*"]),
    package_data={
        "": [
            "*.zcml",
            "*.pt",
            "*.po",
            "*.mo",
            "*.css",
            "*.js",
            "*.mjs",
            "*.svg",
            "*.ttf",
            "*.woff2",
            "*.txt",
            "*.json",
            "*.pdf",
            "*.docx",
            "profiles/**/*.xml",
            "static/**/*",
            "samples/**/*",
        ],
    },
    zip_safe=False,
    install_requires=[
        "Products.CMFPlone",
        "XlsxWriter",
        "docxtpl",
        "holidays",
        "huey",
        "pikepdf",
        "plone.app.caching",
        "plone.app.iterate",
        "plone.app.upgrade",
        "plone.classicui",
        "plone.restapi",
        "pypdfium2",
        "reportlab",
        "segno",
        "setuptools",
    ],
    extras_require={
        "buildout": ["plone.recipe.zope2instance", "zc.buildout"],
        "postgresql": [
            "psycopg",
            "psycopg-binary",
        ],
        "qr": [
            "zxing-cpp",
        ],
        "redis": [
            "redis",
        ],
        "test": [
            "aiosmtpd",
            "codespell",
            "hypothesis",
            "import-linter",
            "playwright",
            "plone.app.testing",
            "psutil",
            "pytest",
            "pytest-plone",
            "requests",
            "ruff",
            "towncrier",
            "zope.pytestlayer",
            "zpretty",
        ],
    },
    entry_points={
        "plone.autoinclude.plugin": ["target = plone", "module = imoit.policy"],
    },
)
